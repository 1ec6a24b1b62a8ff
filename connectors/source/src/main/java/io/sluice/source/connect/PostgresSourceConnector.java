package io.sluice.source.connect;

import io.sluice.envelope.Version;
import io.sluice.postgres.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures the tables of a PostgreSQL database. One task owns one replication slot. */
public final class PostgresSourceConnector extends SourceConnector {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSourceConnector.class);

  private Map<String, String> properties = Map.of();

  @Override
  public void start(Map<String, String> properties) {
    ExactlyOnce.unmet(properties).stream()
        .findFirst()
        .ifPresent(
            rule -> {
              throw new ConnectException(rule.sentence());
            });
    this.properties = Map.copyOf(properties);
  }

  @Override
  public void stop() {
    properties = Map.of();
  }

  @Override
  public Class<? extends Task> taskClass() {
    return PostgresSourceTask.class;
  }

  /** One task, whatever {@code tasks.max} allows: one slot has one reader. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return List.of(properties);
  }

  @Override
  public ConfigDef config() {
    return SourceConfig.keys();
  }

  /**
   * Checks each key, and, when all are well-formed, connects and puts every problem it finds beside
   * the key that is at fault.
   */
  @Override
  public Config validate(Map<String, String> properties) {
    List<ConfigValue> values = new ArrayList<>(SourceConfig.keys().validate(properties));
    ExactlyOnce.unmet(properties).forEach(rule -> values.add(rule.reported(properties)));
    SignalKeys.unmet(properties)
        .ifPresent(
            sentence -> value(values, SignalKeys.BOOTSTRAP_SERVERS).addErrorMessage(sentence));
    if (wellFormed(values)) {
      new SourceConfig(properties)
          .preflight()
          .findings()
          .forEach(finding -> report(finding, values));
    }
    return new Config(values);
  }

  /** Positions and records go into one Kafka transaction, and every batch is whole. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public String version() {
    return Version.current();
  }

  private static boolean wellFormed(List<ConfigValue> values) {
    return values.stream()
        .filter(value -> !ExactlyOnce.owns(value))
        .allMatch(value -> value.errorMessages().isEmpty());
  }

  /** Connect has no place for what does not keep a connector from starting but its log. */
  private static void report(Finding finding, List<ConfigValue> values) {
    if (finding.isFailure()) {
      value(values, finding.field()).addErrorMessage(finding.sentence());
    } else {
      LOG.warn(
          "event=preflight-warning check={} key={} {}",
          finding.check(),
          finding.field(),
          finding.sentence());
    }
  }

  private static ConfigValue value(List<ConfigValue> values, String key) {
    return values.stream()
        .filter(value -> value.name().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key " + key));
  }
}
