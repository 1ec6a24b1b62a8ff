package io.sluice.contract;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's own PostgreSQL connector, embedded, as the reference for our records.
 *
 * <p>It is configured for the types that Sluice chose where Debezium leaves a choice: numerics and
 * intervals as strings, truncates not skipped, unknown types included.
 */
final class DebeziumReference implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  /** The table whose first record says that all before it have come. */
  private static final String END = "contract_end";

  private final SourceServer server;
  private final BlockingQueue<SourceRecord> records = new LinkedBlockingQueue<>();
  private final CountDownLatch streaming = new CountDownLatch(1);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

  private DebeziumReference(SourceServer server) {
    this.server = server;
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(configuration(server))
            .using(new Streaming())
            .notifying(event -> records.add(event.value()))
            .build();
  }

  /** Runs statements and returns the records that Debezium makes of them, in order. */
  static List<SourceRecord> records(SourceServer server, String workload)
      throws InterruptedException {
    server.run("create table public." + END + " (id int primary key);\n");
    try (DebeziumReference reference = new DebeziumReference(server)) {
      return reference.capture(workload);
    }
  }

  private List<SourceRecord> capture(String workload) throws InterruptedException {
    thread.execute(engine);
    if (!streaming.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("Debezium did not start to stream");
    }
    server.run(workload);
    server.run("insert into public." + END + " values (1);\n");
    return untilEnd();
  }

  private List<SourceRecord> untilEnd() throws InterruptedException {
    List<SourceRecord> captured = new ArrayList<>();
    while (true) {
      SourceRecord record = records.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (record == null) {
        throw new AssertionError("Debezium stopped after " + captured.size() + " records");
      }
      if (record.topic().endsWith(END)) {
        return captured;
      }
      captured.add(record);
    }
  }

  private final class Streaming implements DebeziumEngine.ConnectorCallback {
    @Override
    public void pollingStarted() {
      streaming.countDown();
    }
  }

  private static Properties configuration(SourceServer server) {
    Properties properties = new Properties();
    properties.setProperty("name", "reference");
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
    properties.setProperty("slot.name", "reference");
    properties.setProperty("publication.name", "reference");
    properties.setProperty("snapshot.mode", "no_data");
    properties.setProperty("decimal.handling.mode", "string");
    properties.setProperty("interval.handling.mode", "string");
    properties.setProperty("include.unknown.datatypes", "true");
    properties.setProperty("skipped.operations", "none");
    properties.setProperty("database.sslmode", "disable");
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
