package io.sluice.fault.sink;

import io.sluice.control.box.ConnectWorker;
import java.io.IOException;
import java.time.Duration;

/** What happens to workers and to the broker. */
final class ProcessFaults {

  private static final Duration TAKE_OVER = Duration.ofSeconds(25);

  private ProcessFaults() {}

  static String killWorker(Stage stage, PlannedFault fault) throws InterruptedException {
    ConnectWorker worker = stage.connect().workerOf(stage.sink());
    stage
        .connect()
        .whileAway(
            worker,
            () -> {
              worker.kill9();
              stage.hold(fault);
              worker.start();
            });
    return "";
  }

  static String restartWorker(Stage stage, PlannedFault fault) throws InterruptedException {
    ConnectWorker worker = stage.connect().workerOf(stage.sink());
    stage
        .connect()
        .whileAway(
            worker,
            () -> {
              worker.stop();
              stage.hold(fault);
              worker.start();
            });
    return "";
  }

  /** Until another has taken over, or cannot, because the frozen one holds locks in the target. */
  static String freezeWorker(Stage stage, PlannedFault fault) throws InterruptedException {
    ConnectWorker worker = stage.connect().workerOf(stage.sink());
    long before = stage.target().generations();
    boolean[] taken = {false};
    stage
        .connect()
        .whileAway(
            worker,
            () -> {
              signal(worker, "STOP");
              taken[0] = stage.reaches(() -> stage.target().generations() > before, TAKE_OVER);
              stage.hold(fault);
              signal(worker, "CONT");
            });
    return taken[0] ? "another took over" : "nobody could take over";
  }

  static String killBroker(Stage stage, PlannedFault fault) throws InterruptedException {
    stage.broker().kill9();
    stage.hold(fault);
    stage.broker().start();
    return "";
  }

  /**
   * With the source at rest: the only broker of a cluster (Kafka 4.3.1), stopped in order at the
   * wrong moment, notes a transaction as committed without having written that into every
   * partition. Nobody reads such a partition to its end again, and no client can help it.
   */
  static String restartBroker(Stage stage, PlannedFault fault) throws InterruptedException {
    String source = "/connectors/" + stage.sourceName();
    stage.connect().put(source + "/pause");
    stage.require(() -> stage.connect().isPaused(stage.sourceName()), "the source does not pause");
    stage.broker().stop();
    stage.hold(fault);
    stage.broker().start();
    stage.connect().put(source + "/resume");
    return "";
  }

  private static void signal(ConnectWorker worker, String signal) throws InterruptedException {
    try {
      String pid = Long.toString(worker.pid().pid());
      int exit = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + signal + " exits with " + exit);
      }
    } catch (IOException failed) {
      throw new IllegalStateException("cannot run kill", failed);
    }
  }
}
