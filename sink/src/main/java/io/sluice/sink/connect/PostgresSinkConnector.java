package io.sluice.sink.connect;

import io.sluice.envelope.Version;
import io.sluice.postgres.Finding;
import io.sluice.sink.target.TargetOptions;
import io.sluice.sink.target.TargetPreflight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the topics of a source to a PostgreSQL database, exactly once. */
public final class PostgresSinkConnector extends SinkConnector {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSinkConnector.class);

  private Map<String, String> properties = Map.of();

  @Override
  public void start(Map<String, String> configuration) {
    properties = Map.copyOf(configuration);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return PostgresSinkTask.class;
  }

  /** Tasks differ in their number only; Connect shares the partitions out among them. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
  }

  private Map<String, String> taskConfig(int number) {
    Map<String, String> task = new HashMap<>(properties);
    task.put(SinkKeys.TASK, Integer.toString(number));
    return task;
  }

  @Override
  public void stop() {
    properties = Map.of();
  }

  @Override
  public ConfigDef config() {
    return SinkKeys.definition();
  }

  /** Besides the values, looks at the target itself, once all values can be used. */
  @Override
  public Config validate(Map<String, String> configuration) {
    Config config = super.validate(configuration);
    DataErrorKeys.complaint(configuration)
        .ifPresent(complaint -> put(DataErrorKeys.MODE, complaint, config));
    boolean usable = config.configValues().stream().allMatch(v -> v.errorMessages().isEmpty());
    if (usable) {
      SinkConfig sink = new SinkConfig(configuration);
      if (sink.sharesTransactions()) {
        put(ApplyKeys.CONSISTENCY, ApplyKeys.ONE_TASK, config);
      }
      TargetOptions target = sink.target();
      new TargetPreflight(target.endpoint(), target.rules())
          .findings()
          .forEach(finding -> report(finding, config));
    }
    return config;
  }

  /** Connect has no place for what does not keep a connector from starting but its log. */
  private static void report(Finding finding, Config config) {
    if (finding.isFailure()) {
      put(finding.field(), finding.sentence(), config);
    } else {
      LOG.warn(
          "event=preflight-warning check={} key={} {}",
          finding.check(),
          finding.field(),
          finding.sentence());
    }
  }

  private static void put(String field, String sentence, Config config) {
    for (ConfigValue value : config.configValues()) {
      if (value.name().equals(field)) {
        value.addErrorMessage(sentence);
      }
    }
  }

  @Override
  public String version() {
    return Version.current();
  }
}
