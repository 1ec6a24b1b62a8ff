package io.sluice.bench.sluice;

import io.sluice.bench.measure.Processes;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.KafkaStand;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.util.List;

/** Both connectors together: copying, catching up, both at once, and keys alone. */
public final class Whole implements Scenario {

  private static final Part COPY = Part.ours("sluice.copy", "whole copy");
  private static final Part CATCH_UP = Part.ours("sluice.catchup", "whole catching up");
  private static final Part BOTH = Part.ours("sluice.both", "copy and changes at once");
  private static final Part YOLOS = Part.ours("sluice.yolos", "whole copy of keys alone");

  @Override
  public List<Part> parts() {
    return List.of(COPY, CATCH_UP, BOTH, YOLOS);
  }

  @Override
  public void run(Run run) throws Exception {
    if (!run.isDone(COPY, CATCH_UP)) {
      on(run, Table.ORDERS, Whole::copyThenCatchUp);
    }
    if (!run.isDone(BOTH)) {
      on(run, Table.ORDERS, Whole::both);
    }
    if (!run.isDone(YOLOS)) {
      on(run, Table.YOLOS, (theRun, setUp) -> copy(theRun, YOLOS, setUp));
    }
  }

  private static void on(Run run, Table table, Measuring measuring) throws Exception {
    Stand stand = run.stand();
    stand.source(table);
    try (KafkaStand kafka = stand.kafka();
        TargetDatabase copy = stand.target(table);
        Pipeline pipeline = new Pipeline(stand, kafka, table, copy)) {
      stand.settle(copy);
      measuring.measure(run, new SetUp(table, kafka.and(stand.servers()), copy, pipeline));
    }
    stand.forgetReplication();
  }

  private static void copyThenCatchUp(Run run, SetUp setUp) throws Exception {
    copy(run, COPY, setUp);
    if (run.isDone(CATCH_UP)) {
      return;
    }
    Pipeline pipeline = setUp.pipeline();
    pipeline.stopSource();
    pipeline.stopSink();
    run.stand().workload().run();
    String end = pipeline.end();
    run.stand().settle(setUp.copy());
    run.measure(
        CATCH_UP,
        new Work(
            setUp.processes(),
            run.stand().size().changes(),
            pipeline.applied(),
            () -> {
              pipeline.resumeSource();
              pipeline.resumeSink();
            },
            () -> {
              pipeline.requireHealth();
              return pipeline.isCaptured(end) && pipeline.isApplied();
            }));
    run.checkRows(CATCH_UP, Table.ORDERS, setUp.copy());
  }

  private static void copy(Run run, Part part, SetUp setUp) throws Exception {
    Pipeline pipeline = setUp.pipeline();
    run.measure(
        part,
        new Work(
            setUp.processes(),
            setUp.table().rows(run.stand().source(setUp.table())),
            pipeline.applied(),
            setUp::start,
            () -> {
              pipeline.requireHealth();
              return pipeline.isSnapshotDone() && pipeline.isApplied();
            }));
    run.checkRows(part, setUp.table(), setUp.copy());
  }

  private static void both(Run run, SetUp setUp) throws Exception {
    Pipeline pipeline = setUp.pipeline();
    Stand stand = run.stand();
    run.measure(
        BOTH,
        new Work(
            setUp.processes(),
            Table.ORDERS.rows(stand.source(Table.ORDERS)) + stand.size().changes(),
            pipeline.applied(),
            () -> {
              setUp.start();
              stand.workload().start();
            },
            () -> {
              pipeline.requireHealth();
              return stand.workload().isDone()
                  && pipeline.isCaptured(pipeline.end())
                  && pipeline.isSnapshotDone()
                  && pipeline.isApplied();
            }));
    run.checkRows(BOTH, Table.ORDERS, setUp.copy());
  }

  private interface Measuring {
    void measure(Run run, SetUp setUp) throws Exception;
  }

  private record SetUp(Table table, Processes processes, TargetDatabase copy, Pipeline pipeline) {

    void start() {
      pipeline.startSource();
      pipeline.startSink();
    }
  }
}
