package io.sluice.source.connect;

import io.sluice.postgres.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Captures the tables of a PostgreSQL database. One task owns one replication slot. */
public final class PostgresSourceConnector extends SourceConnector {

  private static final String EXACTLY_ONCE = "exactly.once.support";
  private static final String REQUIRED = "required";
  private static final String EXACTLY_ONCE_SENTENCE =
      "exactly.once.support has to be required: without it, a task that was replaced but still"
          + " runs could write old records after newer ones. Set it, and"
          + " exactly.once.source.support=enabled on every worker.";

  private Map<String, String> properties = Map.of();

  @Override
  public void start(Map<String, String> properties) {
    if (!requiresExactlyOnce(properties)) {
      throw new ConnectException(EXACTLY_ONCE_SENTENCE);
    }
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
    if (!requiresExactlyOnce(properties)) {
      values.add(exactlyOnceMissing(properties));
    }
    if (wellFormed(values)) {
      new SourceConfig(properties)
          .preflight()
          .findings()
          .forEach(finding -> value(values, finding).addErrorMessage(finding.sentence()));
    }
    return new Config(values);
  }

  /** Positions and records go into one Kafka transaction, and every batch is whole. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  /** The version of the plugin's archive; {@code development} when it runs from classes. */
  @Override
  public String version() {
    return Optional.ofNullable(
            PostgresSourceConnector.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static boolean requiresExactlyOnce(Map<String, String> properties) {
    return REQUIRED.equalsIgnoreCase(properties.get(EXACTLY_ONCE));
  }

  /** The key is Connect's own; a value that is reported for it takes the place of Connect's. */
  private static ConfigValue exactlyOnceMissing(Map<String, String> properties) {
    return new ConfigValue(
        EXACTLY_ONCE,
        properties.get(EXACTLY_ONCE),
        List.of(REQUIRED),
        new ArrayList<>(List.of(EXACTLY_ONCE_SENTENCE)));
  }

  private static boolean wellFormed(List<ConfigValue> values) {
    return values.stream()
        .filter(value -> !value.name().equals(EXACTLY_ONCE))
        .allMatch(value -> value.errorMessages().isEmpty());
  }

  private static ConfigValue value(List<ConfigValue> values, Finding finding) {
    return values.stream()
        .filter(value -> value.name().equals(finding.field()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key " + finding.field()));
  }
}
