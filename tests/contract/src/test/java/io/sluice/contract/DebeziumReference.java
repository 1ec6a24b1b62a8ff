package io.sluice.contract;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's own PostgreSQL connector, embedded, as the reference for our records.
 *
 * <p>It is configured for the types that Sluice chose where Debezium leaves a choice: numerics and
 * intervals as strings, truncates not skipped, unknown types included.
 */
final class DebeziumReference implements AutoCloseable {

  private final SourceServer server;
  private final RecordQueue records = new RecordQueue("Debezium");
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

  DebeziumReference(SourceServer server) {
    this(server, "reference", Map.of());
  }

  /**
   * @param name of its slot and its publication
   * @param changed keys of its configuration
   */
  DebeziumReference(SourceServer server, String name, Map<String, String> changed) {
    this.server = server;
    engine =
        DebeziumEngine.create(Connect.class)
            .using(configuration(server, name, changed))
            .notifying(event -> records.add(event.value()))
            .build();
    thread.execute(engine);
  }

  RecordQueue records() {
    return records;
  }

  /** Has a table copied once more, beside the stream: Debezium's incremental snapshot. */
  void copyAgain(String table) {
    server.run(
        """
        insert into public.contract_signals
        values ('again', 'execute-snapshot', '{"data-collections": ["public.%s"]}');
        """
            .formatted(table));
  }

  private static Properties configuration(
      SourceServer server, String name, Map<String, String> changed) {
    Properties properties = new Properties();
    properties.setProperty("name", name);
    properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    properties.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    properties.setProperty("topic.prefix", "shop");
    properties.setProperty("database.hostname", "localhost");
    properties.setProperty("database.port", Integer.toString(server.port()));
    properties.setProperty("database.user", SourceServer.USER);
    properties.setProperty("database.password", "");
    properties.setProperty("database.dbname", SourceServer.DATABASE);
    properties.setProperty("plugin.name", "pgoutput");
    properties.setProperty("slot.name", name);
    properties.setProperty("publication.name", name);
    properties.setProperty("snapshot.mode", "initial");
    properties.setProperty("signal.data.collection", "public.contract_signals");
    properties.setProperty("decimal.handling.mode", "string");
    properties.setProperty("interval.handling.mode", "string");
    properties.setProperty("include.unknown.datatypes", "true");
    properties.setProperty("skipped.operations", "none");
    properties.setProperty("message.prefix.exclude.list", "sluice\\..*");
    properties.setProperty("database.sslmode", "disable");
    properties.putAll(changed);
    return properties;
  }

  @Override
  public void close() {
    try {
      engine.close();
    } catch (IOException stillRunning) {
      throw new AssertionError(stillRunning);
    } finally {
      thread.shutdown();
    }
  }
}
