package io.sluice.fault.verify;

import io.sluice.control.box.Broker;
import io.sluice.control.box.ConnectWorker;
import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Two servers, a broker and a worker, as real processes, and a migration between them. */
record FindStage(
    PostgresServer sourceServer,
    PostgresServer targetServer,
    Broker broker,
    ConnectWorker worker,
    TestDatabase source,
    TestDatabase target,
    ReportedCommand sluice)
    implements AutoCloseable {

  private static final String NAME = "finds";
  private static final int HEAP_MEGABYTES = 768;
  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "off", "max_wal_size", "2GB", "shared_buffers", "256MB");

  static FindStage start() throws IOException {
    PostgresServer sourceServer = Postgres.own(SETTINGS);
    PostgresServer targetServer = Postgres.own(SETTINGS);
    Broker broker = KafkaBroker.own();
    ConnectWorker worker = Connect.own(broker, NAME, HEAP_MEGABYTES);
    Endpoint source = sourceServer.createDatabase(NAME);
    Endpoint target = targetServer.createDatabase(NAME);
    return new FindStage(
        sourceServer,
        targetServer,
        broker,
        worker,
        new TestDatabase(source),
        new TestDatabase(target),
        new ReportedCommand(migration(source, target, broker, worker)));
  }

  private static Path migration(
      Endpoint source, Endpoint target, Broker broker, ConnectWorker worker) throws IOException {
    String yaml =
        """
        name: %s
        source:
        %s  publication: pub
        target:
        %skafka:
          bootstrap.servers: %s
        connect:
          url: %s
        """
            .formatted(
                NAME, fields(source), fields(target), broker.bootstrapServers(), worker.restUrl());
    return Files.writeString(Files.createTempFile("sluice-finds", ".yaml"), yaml);
  }

  private static String fields(Endpoint endpoint) {
    return """
          host: %s
          port: %d
          database: %s
          user: %s
          password: "%s"
        """
        .formatted(
            endpoint.host(),
            endpoint.port(),
            endpoint.database(),
            endpoint.user(),
            endpoint.password().value());
  }

  @Override
  public void close() {
    worker.close();
    broker.kill9();
    targetServer.close();
    sourceServer.close();
  }
}
