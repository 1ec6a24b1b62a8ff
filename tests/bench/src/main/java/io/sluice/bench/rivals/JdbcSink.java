package io.sluice.bench.rivals;

import io.sluice.postgres.Endpoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * Debezium's JDBC sink for the topic of one table.
 *
 * @param name of the connector
 * @param target the database
 * @param topic what it reads, from the start
 * @param table that it writes, as {@code schema.table}; has to exist
 * @param format of the records
 * @param tuning how much was done for it
 */
record JdbcSink(
    String name, Endpoint target, String topic, String table, RecordFormat format, Tuning tuning) {

  /** How much was done for its speed. */
  enum Tuning {
    /** Only what is needed to apply every kind of change. */
    DEFAULT("", Map.of()),
    /** What it is fastest at. */
    TUNED(
        "?reWriteBatchedInserts=true",
        Map.of(
            "batch.size", "5000",
            "dialect.postgres.unnest.insert.enabled", "true",
            "use.reduction.buffer", "true",
            "consumer.override.max.poll.records", "20000",
            "consumer.override.fetch.min.bytes", "1048576",
            "consumer.override.fetch.max.bytes", "67108864",
            "consumer.override.max.partition.fetch.bytes", "33554432"));

    private final String driverOptions;
    private final Map<String, String> settings;

    Tuning(String driverOptions, Map<String, String> settings) {
      this.driverOptions = driverOptions;
      this.settings = settings;
    }
  }

  Map<String, String> config() {
    Map<String, String> config = new TreeMap<>(format.config());
    config.put("name", name);
    config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("connection.url", url());
    config.put("connection.username", target.user());
    config.put("connection.password", target.password().value());
    config.put("collection.name.format", table);
    config.put("insert.mode", "upsert");
    config.put("delete.enabled", "true");
    config.put("primary.key.mode", "record_key");
    config.put("schema.evolution", "none");
    config.put("use.time.zone", "UTC");
    config.putAll(tuning.settings);
    return config;
  }

  private String url() {
    return "jdbc:postgresql://" + target.address() + tuning.driverOptions;
  }
}
