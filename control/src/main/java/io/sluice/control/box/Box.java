package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kafka broker and a Connect worker on this machine, and a schema registry if asked for, with
 * everything of theirs in one folder.
 */
public final class Box implements AutoCloseable {

  /** Where a box lives unless told otherwise: below the current directory. */
  public static final Path DEFAULT_FOLDER = Path.of(".sluice", "box");

  private static final String GROUP = "sluice";

  private final Path folder;
  private final Broker broker;
  private final ConnectWorker worker;
  private final Optional<RegistryServer> registry;
  private final Runnable atExit;

  private Box(
      Path folder,
      Distribution distribution,
      Life life,
      BoxOptions options,
      Optional<RegistryProgram> registry) {
    this.folder = Folders.create(folder.toAbsolutePath());
    KafkaJvm brokerJvm =
        new KafkaJvm(distribution, options.brokerHeapMegabytes(), options.brokerJvm());
    KafkaJvm workerJvm =
        new KafkaJvm(distribution, options.workerHeapMegabytes(), options.workerJvm());
    this.broker = new Broker(this.folder.resolve("broker"), brokerJvm, life);
    this.worker =
        new ConnectWorker(
            this.folder.resolve("connect"),
            workerJvm,
            life,
            broker.bootstrapServers(),
            GROUP,
            options);
    this.registry = registry.map(program -> registry(this.folder, program, life));
    this.atExit = life == Life.OWNED ? this::close : this::stop;
  }

  /** Starts a box that ends with this process, and takes its folder with it. */
  public static Box start(Path folder, Distribution distribution) {
    return start(folder, distribution, BoxOptions.DEFAULT);
  }

  /** The same with another heap for the worker. */
  public static Box start(Path folder, Distribution distribution, int workerHeapMegabytes) {
    BoxOptions usual = BoxOptions.DEFAULT;
    return start(
        folder, distribution, usual.withHeaps(usual.brokerHeapMegabytes(), workerHeapMegabytes));
  }

  /** The same with more than the usual. */
  public static Box start(Path folder, Distribution distribution, BoxOptions options) {
    Box box = new Box(folder, distribution, Life.OWNED, options, Optional.empty());
    box.start();
    return box;
  }

  /** Starts a box that stays until {@link #down}; one that runs already is left alone. */
  public static BoxAddress up(Path folder, Distribution distribution) {
    return find(folder).orElseGet(() -> startFree(folder, distribution, Optional.empty()));
  }

  /** The same with a schema registry; a box that runs already without one gets one. */
  public static BoxAddress up(Path folder, Distribution distribution, RegistryProgram registry) {
    return find(folder)
        .map(running -> withRegistry(running, folder, registry))
        .orElseGet(() -> startFree(folder, distribution, Optional.of(registry)));
  }

  private static BoxAddress startFree(
      Path folder, Distribution distribution, Optional<RegistryProgram> registry) {
    // Half a box may be left of a crash.
    BoxAddress.read(folder).ifPresent(crashed -> crashed.end(folder));
    Box box = new Box(folder, distribution, Life.FREE, BoxOptions.DEFAULT, registry);
    box.start();
    AtExit.forget(box.atExit);
    box.address().write(folder);
    return box.address();
  }

  private static BoxAddress withRegistry(BoxAddress running, Path folder, RegistryProgram program) {
    if (running.hasRunningRegistry()) {
      return running;
    }
    RegistryServer server = registry(folder, program, Life.FREE);
    server.start();
    BoxAddress box = running.with(server.address());
    box.write(folder);
    return box;
  }

  private static RegistryServer registry(Path folder, RegistryProgram program, Life life) {
    return new RegistryServer(folder.resolve("registry"), program, life);
  }

  /** The box that runs in a folder, whoever started it. */
  public static Optional<BoxAddress> find(Path folder) {
    return BoxAddress.read(folder).filter(BoxAddress::isRunning);
  }

  /**
   * Ends the box of a folder, whoever started it.
   *
   * @param deleteData also topics, connectors and logs
   * @return whether there was one
   */
  public static boolean down(Path folder, boolean deleteData) {
    Optional<BoxAddress> box = BoxAddress.read(folder);
    box.ifPresent(address -> address.end(folder));
    if (deleteData) {
      Folders.delete(folder);
    }
    return box.isPresent();
  }

  public Broker broker() {
    return broker;
  }

  public ConnectWorker worker() {
    return worker;
  }

  /** Where its servers are now. */
  public BoxAddress address() {
    return new BoxAddress(
        broker.pid(),
        broker.bootstrapServers(),
        worker.pid(),
        worker.restUrl(),
        registry.map(RegistryServer::address));
  }

  /** Ends them and deletes the folder. */
  @Override
  public void close() {
    stop();
    Folders.delete(folder);
  }

  private void start() {
    AtExit.run(atExit);
    try {
      broker.start();
      // Connectors that the worker remembers may need it at once.
      registry.ifPresent(RegistryServer::start);
      worker.start();
    } catch (RuntimeException failed) {
      stop();
      throw failed;
    }
  }

  private void stop() {
    AtExit.forget(atExit);
    worker.stop();
    registry.ifPresent(RegistryServer::stop);
    broker.stop();
  }
}
