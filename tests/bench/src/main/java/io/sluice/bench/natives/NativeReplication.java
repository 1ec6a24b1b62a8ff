package io.sluice.bench.natives;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.bench.stand.Workload;
import java.sql.Connection;
import java.util.List;

/** Native logical replication: initial copy, catching up, both at once, and keys alone. */
public final class NativeReplication implements Scenario {

  private final String options;
  private final Part copy;
  private final Part catchUp;
  private final Part both;
  private final Part yolos;

  private NativeReplication(String name, String title, String options) {
    this.options = options;
    this.copy = Part.rival(name + ".copy", title + ": initial copy");
    this.catchUp = Part.rival(name + ".catchup", title + ": catching up");
    this.both = Part.rival(name + ".both", title + ": copy and changes at once");
    this.yolos = Part.rival(name + ".yolos", title + ": initial copy of keys alone");
  }

  /** With its defaults. */
  public static NativeReplication text() {
    return new NativeReplication("native", "native replication", "binary = false");
  }

  /** With values in their binary form. */
  public static NativeReplication binary() {
    return new NativeReplication("native.binary", "native replication in binary", "binary = true");
  }

  @Override
  public List<Part> parts() {
    return List.of(copy, catchUp, both, yolos);
  }

  @Override
  public void run(Run run) throws Exception {
    if (!run.isDone(copy, catchUp)) {
      copyThenCatchUp(run);
      run.stand().forgetReplication();
    }
    if (!run.isDone(both)) {
      both(run);
      run.stand().forgetReplication();
    }
    if (!run.isDone(yolos)) {
      yolos(run);
    }
  }

  private void copyThenCatchUp(Run run) throws Exception {
    Stand stand = run.stand();
    Workload workload = stand.workload();
    try (TargetDatabase target = stand.target(Table.ORDERS);
        Subscription subscription = subscription(stand, target, Table.ORDERS);
        Connection watch = target.database().connect()) {
      copy(run, copy, subscription, watch);
      if (run.isDone(catchUp)) {
        return;
      }
      subscription.disable();
      workload.run();
      stand.settle(target);
      run.measure(
          catchUp,
          new Work(
              stand.servers(),
              stand.size().changes(),
              Subscription.changed(watch, workload, 0),
              subscription::enable,
              () -> subscription.hasCaughtUp(workload)));
      run.checkRows(catchUp, Table.ORDERS, target);
    }
  }

  private void both(Run run) throws Exception {
    Stand stand = run.stand();
    Workload workload = stand.workload();
    try (TargetDatabase target = stand.target(Table.ORDERS);
        Subscription subscription = subscription(stand, target, Table.ORDERS);
        Connection watch = target.database().connect()) {
      stand.settle(target);
      long rows = Table.ORDERS.rows(subscription.source());
      Gauge copied = subscription.copied(watch, rows);
      Gauge changed = Subscription.changed(watch, workload, workload.changes());
      run.measure(
          both,
          new Work(
              stand.servers(),
              rows + stand.size().changes(),
              () -> copied.position() + changed.position(),
              () -> {
                subscription.create();
                workload.start();
              },
              () ->
                  workload.isDone()
                      && subscription.isReady()
                      && subscription.hasCaughtUp(workload)));
      run.checkRows(both, Table.ORDERS, target);
    }
  }

  private void yolos(Run run) throws Exception {
    try (TargetDatabase target = run.stand().target(Table.YOLOS);
        Subscription subscription = subscription(run.stand(), target, Table.YOLOS);
        Connection watch = target.database().connect()) {
      copy(run, yolos, subscription, watch);
    }
  }

  private static void copy(Run run, Part part, Subscription subscription, Connection watch)
      throws Exception {
    run.stand().settle(subscription.copy());
    long rows = subscription.table().rows(subscription.source());
    run.measure(
        part,
        new Work(
            run.stand().servers(),
            rows,
            subscription.copied(watch, rows),
            subscription::create,
            subscription::isReady));
    run.checkRows(part, subscription.table(), subscription.copy());
  }

  private Subscription subscription(Stand stand, TargetDatabase target, Table table)
      throws Exception {
    return new Subscription(stand.source(table), target, table, options);
  }
}
