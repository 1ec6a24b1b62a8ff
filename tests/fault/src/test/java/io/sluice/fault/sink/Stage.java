package io.sluice.fault.sink;

import io.sluice.control.box.Broker;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.network.TcpProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A whole pipeline of real processes: two servers, a proxy before the target, a broker, and two
 * workers that share a source and a sink.
 */
final class Stage implements AutoCloseable {

  private static final String NAME = "shop";
  private static final int WORKERS = 2;
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Map<String, String> SOURCE_SETTINGS =
      Map.of("fsync", "off", "max_wal_size", "256MB", "wal_sender_timeout", "5s");

  private final PostgresServer sourceServer;
  private final TestDatabase source;
  private final TargetSide target;
  private final TcpProxy proxy;
  private final Broker broker;
  private final ConnectCluster connect;
  private final ConnectorConfigs configs;

  private Stage() {
    sourceServer = Postgres.own(SOURCE_SETTINGS);
    source = new TestDatabase(sourceServer.createDatabase("shop"));
    target = TargetSide.start();
    proxy = TcpProxy.to("127.0.0.1", target.server().port());
    broker = KafkaBroker.own();
    connect =
        new ConnectCluster(
            IntStream.range(0, WORKERS)
                .mapToObj(i -> Connect.own(broker, NAME, HEAP_MEGABYTES))
                .toList());
    configs = ConnectorConfigs.of(migration(), Distribution.installed().connectConfigs());
  }

  /** Starts everything but the connectors. */
  static Stage start() {
    return new Stage();
  }

  private Migration migration() {
    return new Migration(
        NAME,
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            "pub",
            NAME,
            Source.Chunk.DEFAULT),
        new Database("target", target.through(proxy)),
        Optional.of(broker.bootstrapServers()),
        Optional.of(connect.anyUrl()),
        Map.of());
  }

  void deploySource() {
    Map<String, String> config = new HashMap<>(configs.source());
    config.put("heartbeat.interval.ms", "500");
    config.put("status.update.interval.ms", "500");
    config.put("snapshot.chunk.rows", "200");
    connect.deploy(sourceName(), config);
  }

  /** Also again, after it was deleted. */
  void deploySink() {
    Map<String, String> config = new HashMap<>(configs.sink());
    config.put("retry.backoff.max.ms", "2000");
    connect.deploy(sink(), config);
  }

  /** The source connector's name. */
  String sourceName() {
    return configs.source().get("name");
  }

  /** The sink connector's name. */
  String sink() {
    return configs.sink().get("name");
  }

  /** The pattern of the topics that the sink reads. */
  String topics() {
    return configs.sink().get("topics.regex");
  }

  /** The group of the sink's consumers. */
  String sinkGroup() {
    return "connect-" + sink();
  }

  TestDatabase source() {
    return source;
  }

  TargetSide target() {
    return target;
  }

  TcpProxy proxy() {
    return proxy;
  }

  Broker broker() {
    return broker;
  }

  ConnectCluster connect() {
    return connect;
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Lets a fault last. */
  void hold(PlannedFault fault) throws InterruptedException {
    Thread.sleep(fault.hold().toMillis());
  }

  boolean reaches(BooleanSupplier state, Duration atMost) {
    return Waits.reaches(state, atMost);
  }

  void require(BooleanSupplier state, String complaint) {
    if (!Waits.reaches(state, LIMIT)) {
      throw new IllegalStateException(complaint);
    }
  }

  @Override
  public void close() {
    connect.close();
    broker.kill9();
    proxy.close();
    target.close();
    sourceServer.close();
  }
}
