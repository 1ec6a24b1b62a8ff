package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own controller, with its data in one folder. */
public final class Broker implements AutoCloseable {

  /** Room for a row with large values; the worker's producers are told the same. */
  static final int MESSAGE_MAX_BYTES = 32 * 1024 * 1024;

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final Path folder;
  private final KafkaJvm jvm;
  private final Life life;
  private final int port = FreePort.find();
  private final int controllerPort = FreePort.find();
  private ChildProcess process;

  Broker(Path folder, KafkaJvm jvm, Life life) {
    this.folder = Folders.create(folder.toAbsolutePath());
    this.jvm = jvm;
    this.life = life;
  }

  /** Starts a broker that ends with this process; keeps what the folder already holds. */
  public static Broker start(Path folder, Distribution distribution) {
    Broker broker = new Broker(folder, new KafkaJvm(distribution, 256), Life.OWNED);
    broker.start();
    return broker;
  }

  /** Formats the storage if it is new, starts, and returns once clients are served. */
  public void start() {
    Folders.write(settings(), properties());
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
    process = run("the Kafka broker", "kafka.Kafka", List.of(settings().toString()));
    process.awaitReady(() -> process.hasLogged("Kafka Server started"), START);
  }

  /** What clients connect to: host and port. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public Pid pid() {
    return process.pid();
  }

  public Path log() {
    return folder.resolve("broker.log");
  }

  /** Kills it as a power cut would. */
  public void kill9() {
    process.kill();
  }

  /** Ends it in order. */
  public void stop() {
    if (process != null) {
      process.stop(STOP);
    }
  }

  /** Ends it in order; its data stays. */
  @Override
  public void close() {
    stop();
  }

  private void format() {
    ChildProcess format =
        run(
            "formatting the Kafka broker's storage",
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings().toString()));
    if (format.awaitExit(START) != 0) {
      throw new BoxException("cannot format " + data() + ":\n" + format.logTail());
    }
  }

  private ChildProcess run(String name, String mainClass, List<String> arguments) {
    return jvm.start(name, mainClass, arguments, log(), life);
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=CLIENT
        listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=CLIENT://127.0.0.1:%1$d
        listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        num.network.threads=2
        num.io.threads=4
        # One machine: no copies, and no more internal partitions than it needs.
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        # A topic is created by who knows its settings, not by who first asks for it.
        auto.create.topics.enable=false
        message.max.bytes=%4$d
        # A consumer that was killed is noticed soon, and nobody waits for company.
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        """
        .formatted(port, controllerPort, data(), MESSAGE_MAX_BYTES);
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  private Path data() {
    return folder.resolve("data");
  }
}
