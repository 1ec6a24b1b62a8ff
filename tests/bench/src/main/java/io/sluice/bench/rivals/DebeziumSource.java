package io.sluice.bench.rivals;

import io.sluice.postgres.Endpoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * Debezium's PostgreSQL connector for one table, with the settings at which it is fastest.
 *
 * @param name of the connector, its slot, its publication and its topics
 * @param source the database
 * @param table as {@code schema.table}
 * @param format of the records
 * @param snapshot what it does at its first start
 */
record DebeziumSource(
    String name, Endpoint source, String table, RecordFormat format, Snapshot snapshot) {

  /** By which it is told to copy a table again. */
  static final String SIGNALS = "public.debezium_signals";

  /** What the connector does before it streams. */
  enum Snapshot {
    /** Copies the table and ends. */
    ONLY("initial_only", 1),
    /** The same with two threads. */
    ONLY_TWO_THREADS("initial_only", 2),
    /** Copies the table, then streams. */
    FIRST("initial", 1),
    /** Streams at once. */
    NONE("no_data", 1),
    /** Streams at once, and copies in chunks when told to. */
    CHUNKS("no_data", 1);

    private final String mode;
    private final int threads;

    Snapshot(String mode, int threads) {
      this.mode = mode;
      this.threads = threads;
    }
  }

  /** The topic of the table's changes. */
  String topic() {
    return name + "." + table;
  }

  /** The topic of its signals, which are changes like others. */
  String signalTopic() {
    return name + "." + SIGNALS;
  }

  String slot() {
    return name.replace('-', '_');
  }

  Map<String, String> config() {
    Map<String, String> config = new TreeMap<>(format.config());
    config.put("name", name);
    config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    config.put("tasks.max", "1");
    putDatabase(config);
    putSnapshot(config);
    config.put("topic.prefix", name);
    config.put("topic.creation.default.partitions", "1");
    config.put("topic.creation.default.replication.factor", "1");
    config.put("max.batch.size", "8192");
    config.put("max.queue.size", "65536");
    config.put("poll.interval.ms", "10");
    config.put("tombstones.on.delete", "false");
    config.put("producer.override.linger.ms", "20");
    config.put("producer.override.batch.size", "1048576");
    config.put("producer.override.compression.type", "lz4");
    config.put("producer.override.buffer.memory", "134217728");
    return config;
  }

  /**
   * Of a connector that writes one row of the table, and the signals, into the same topics and
   * ends.
   *
   * @param introducing the format in which it does
   */
  Map<String, String> introduction(RecordFormat introducing) {
    Map<String, String> config =
        new DebeziumSource(name, source, table, introducing, Snapshot.ONLY).config();
    // Offsets belong to a connector's name: the one that comes after must find none.
    config.put("name", name + "-introduction");
    config.put("snapshot.include.collection.list", table + "," + SIGNALS);
    config.put("snapshot.select.statement.overrides", table);
    config.put(
        "snapshot.select.statement.overrides." + table, "SELECT * FROM " + table + " LIMIT 1");
    return config;
  }

  private void putDatabase(Map<String, String> config) {
    config.put("database.hostname", source.host());
    config.put("database.port", Integer.toString(source.port()));
    config.put("database.dbname", source.database());
    config.put("database.user", source.user());
    config.put("database.password", source.password().value());
    config.put("plugin.name", "pgoutput");
    config.put("slot.name", slot());
    config.put("publication.name", slot());
    config.put("publication.autocreate.mode", "filtered");
    config.put("table.include.list", table + "," + SIGNALS);
  }

  private void putSnapshot(Map<String, String> config) {
    config.put("snapshot.mode", snapshot.mode);
    config.put("snapshot.max.threads", Integer.toString(snapshot.threads));
    config.put("snapshot.include.collection.list", table);
    config.put("snapshot.fetch.size", "20480");
    if (snapshot == Snapshot.CHUNKS) {
      config.put("signal.data.collection", SIGNALS);
      config.put("incremental.snapshot.chunk.size", "20000");
    }
  }
}
