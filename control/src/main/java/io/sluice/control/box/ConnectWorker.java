package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Connect worker with the distribution's plugins; its state lives in topics of its broker. */
public final class ConnectWorker implements AutoCloseable {

  /** Enough for one source and one sink with wide rows. */
  public static final int HEAP_MEGABYTES = 1024;

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int READY = 200;

  private final Path folder;
  private final KafkaJvm jvm;
  private final Life life;
  private final String bootstrapServers;
  private final String group;
  private final BoxOptions options;
  private final int port = FreePort.find();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private ChildProcess process;

  ConnectWorker(
      Path folder,
      KafkaJvm jvm,
      Life life,
      String bootstrapServers,
      String group,
      BoxOptions options) {
    this.folder = Folders.create(folder.toAbsolutePath());
    this.jvm = jvm;
    this.life = life;
    this.bootstrapServers = bootstrapServers;
    this.group = group;
    this.options = options;
  }

  /**
   * Starts a worker that ends with this process.
   *
   * @param folder for its settings and log
   * @param group its {@code group.id}; a worker of the same group takes over its connectors
   */
  public static ConnectWorker start(
      Path folder, Distribution distribution, String bootstrapServers, String group) {
    return start(folder, distribution, bootstrapServers, group, HEAP_MEGABYTES);
  }

  /** The same with a heap of another size. */
  public static ConnectWorker start(
      Path folder,
      Distribution distribution,
      String bootstrapServers,
      String group,
      int heapMegabytes) {
    KafkaJvm jvm = new KafkaJvm(distribution, heapMegabytes);
    ConnectWorker worker =
        new ConnectWorker(folder, jvm, Life.OWNED, bootstrapServers, group, BoxOptions.DEFAULT);
    worker.start();
    return worker;
  }

  /** Starts, or starts again after {@link #stop} or {@link #kill9}; returns once it is healthy. */
  public void start() {
    Path settings = folder.resolve("worker.properties");
    Folders.write(settings, properties());
    process =
        jvm.start(
            "the Connect worker",
            "org.apache.kafka.connect.cli.ConnectDistributed",
            List.of(settings.toString()),
            log(),
            life);
    process.awaitReady(this::isHealthy, START);
  }

  public URI restUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Pid pid() {
    return process.pid();
  }

  public Path log() {
    return folder.resolve("worker.log");
  }

  /** Kills it as a power cut would. */
  public void kill9() {
    process.kill();
  }

  /** Ends it in order: its tasks stop first. */
  public void stop() {
    if (process != null) {
      process.stop(STOP);
    }
  }

  /** Stops and starts it. */
  public void restart() {
    stop();
    start();
  }

  @Override
  public void close() {
    stop();
  }

  /** The worker itself says when it has read its topics and joined its group. */
  private boolean isHealthy() {
    HttpRequest request =
        HttpRequest.newBuilder(restUrl().resolve("/health")).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == READY;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String properties() {
    return """
        bootstrap.servers=%1$s
        group.id=%2$s
        listeners=http://127.0.0.1:%3$d
        rest.advertised.host.name=127.0.0.1
        plugin.path=%4$s
        plugin.discovery=service_load
        exactly.once.source.support=enabled
        connector.client.config.override.policy=All
        # For connectors that name none of their own; ours do.
        key.converter=io.sluice.avro.AvroConverter
        key.converter.bootstrap.servers=%1$s
        key.converter.schemas.topic=%2$s-schemas
        value.converter=io.sluice.avro.AvroConverter
        value.converter.bootstrap.servers=%1$s
        value.converter.schemas.topic=%2$s-schemas
        config.providers=file,env
        config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
        config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
        config.storage.topic=%2$s-configs
        config.storage.replication.factor=1
        offset.storage.topic=%2$s-offsets
        offset.storage.replication.factor=1
        offset.storage.partitions=1
        status.storage.topic=%2$s-status
        status.storage.replication.factor=1
        status.storage.partitions=1
        offset.flush.interval.ms=1000
        # One worker: nobody else could take its tasks meanwhile, and a killed one is missed soon.
        scheduled.rebalance.max.delay.ms=0
        session.timeout.ms=5000
        heartbeat.interval.ms=1000
        # Large batches cost the least CPU per row.
        producer.batch.size=1048576
        producer.linger.ms=5
        producer.compression.type=lz4
        producer.buffer.memory=67108864
        producer.max.request.size=%5$d
        # A killed worker leaves a transaction open in the offsets topic; until the broker gives it
        # up, the next one cannot read its offsets.
        producer.transaction.timeout.ms=20000
        consumer.isolation.level=read_committed
        consumer.session.timeout.ms=6000
        consumer.heartbeat.interval.ms=1500
        consumer.max.partition.fetch.bytes=8388608
        """
            .formatted(bootstrapServers, group, port, pluginPath(), Broker.MESSAGE_MAX_BYTES)
        + further();
  }

  private String pluginPath() {
    Stream<Path> folders =
        Stream.concat(Stream.of(jvm.distribution().plugins()), options.plugins().stream());
    return folders.map(Path::toString).collect(Collectors.joining(","));
  }

  /** What is said last holds. */
  private String further() {
    return options.workerSettings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
