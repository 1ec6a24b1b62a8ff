package io.sluice.testkit;

import io.sluice.control.box.Broker;
import io.sluice.control.box.ConnectWorker;
import java.net.URI;
import java.nio.file.Path;

/**
 * A Connect worker for tests, on the shared broker. Tests share it and each names its own
 * connectors.
 *
 * @param restUrl of its REST API
 */
public record Connect(URI restUrl) {

  /** This JVM's worker, started at first use. */
  public static Connect shared() {
    return Shared.WORKER;
  }

  /**
   * A worker of the test's own, which it may kill and start again.
   *
   * @param group its {@code group.id}, of lower-case letters and {@code -}
   */
  public static ConnectWorker own(String group) {
    return own(group, ConnectWorker.HEAP_MEGABYTES);
  }

  /** The same with a heap of another size. */
  public static ConnectWorker own(String group, int heapMegabytes) {
    return own(KafkaBroker.shared().bootstrapServers(), group, heapMegabytes);
  }

  /** The same on a broker of the test's own. */
  public static ConnectWorker own(Broker broker, String group, int heapMegabytes) {
    return own(broker.bootstrapServers(), group, heapMegabytes);
  }

  private static ConnectWorker own(String brokers, String group, int heapMegabytes) {
    Path folder = Servers.newFolder("connect");
    return ConnectWorker.start(folder, Servers.distribution(), brokers, group, heapMegabytes);
  }

  private static Connect start() {
    return Servers.given("connect")
        .map(url -> new Connect(URI.create(url)))
        .orElseGet(() -> new Connect(own("tests-" + ProcessHandle.current().pid()).restUrl()));
  }

  private static final class Shared {
    static final Connect WORKER = start();
  }
}
