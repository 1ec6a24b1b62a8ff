package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class PostgresSourceConnectorTest {

  private final PostgresSourceConnector connector = new PostgresSourceConnector();

  @Test
  void workersFindIt() {
    assertThat(ServiceLoader.load(SourceConnector.class))
        .hasAtLeastOneElementOfType(PostgresSourceConnector.class);
  }

  @Test
  void oneSlotHasOneTaskWithTheWholeConfiguration() {
    connector.start(sound());

    assertThat(connector.taskConfigs(8)).containsExactly(sound());
  }

  @Test
  void exactlyOnceIsSupportedAndRequired() {
    Map<String, String> without = without("exactly.once.support");

    assertThat(connector.exactlyOnceSupport(sound())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    assertThat(connector.canDefineTransactionBoundaries(sound()))
        .isEqualTo(ConnectorTransactionBoundaries.UNSUPPORTED);
    assertThatThrownBy(() -> connector.start(without))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("exactly.once.support has to be required");
  }

  @Test
  void everyMissingKeyIsReportedAtOnceAndNothingIsConnectedTo() {
    Map<String, List<String>> errors = errors(Map.of());

    assertThat(errors)
        .containsOnlyKeys(
            "database.hostname",
            "database.user",
            "database.dbname",
            "topic.prefix",
            "exactly.once.support");
  }

  @Test
  void malformedValuesAreReportedBesideTheirKeys() {
    Map<String, String> wrong = sound();
    wrong.put("database.port", "70000");
    wrong.put("database.sslmode", "maybe");
    wrong.put("slot.name", "Not Valid");
    wrong.put("table.include.list", "a(");
    wrong.put("topic.prefix", "a b");
    wrong.put("snapshot.mode", "sometimes");
    wrong.put("snapshot.chunk.rows", "0");
    wrong.put("publication.autocreate.mode", "all");

    assertThat(errors(wrong))
        .containsOnlyKeys(
            "database.port",
            "database.sslmode",
            "slot.name",
            "table.include.list",
            "topic.prefix",
            "snapshot.mode",
            "snapshot.chunk.rows",
            "publication.autocreate.mode");
  }

  @Test
  void configurationBecomesSmallRecords() {
    Map<String, String> properties = sound();
    properties.put("name", "shop");
    properties.put("database.sslrootcert", "/etc/root.pem");
    properties.put("snapshot.mode", "no_data");
    SourceConfig config = new SourceConfig(properties);

    assertThat(config.endpoint().options())
        .containsExactly(Map.entry("sslrootcert", "/etc/root.pem"));
    assertThat(config.slot().name()).isEqualTo("sluice");
    assertThat(config.slot().application()).isEqualTo("sluice-source-shop");
    assertThat(config.copiesTables()).isFalse();
    assertThat(config.chunks().rows()).isEqualTo(20_000);
  }

  @Test
  void longConnectorNameFitsAnApplicationName() {
    Map<String, String> properties = sound();
    properties.put("name", "n".repeat(200));

    assertThat(new SourceConfig(properties).slot().application()).hasSize(63);
  }

  private Map<String, List<String>> errors(Map<String, String> properties) {
    return connector.validate(properties).configValues().stream()
        .filter(value -> !value.errorMessages().isEmpty())
        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
  }

  private static Map<String, String> without(String key) {
    Map<String, String> properties = sound();
    properties.remove(key);
    return properties;
  }

  private static Map<String, String> sound() {
    return new HashMap<>(
        Map.of(
            "database.hostname", "127.0.0.1",
            "database.user", "postgres",
            "database.dbname", "shop",
            "topic.prefix", "shop",
            "exactly.once.support", "required"));
  }
}
