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

/** Each hop by itself: the source connector with no sink, and the sink on topics that are full. */
public final class Hops implements Scenario {

  private static final Part SNAPSHOT = Part.ours("sluice.snapshot", "rows into the topic");
  private static final Part APPLY_ROWS = Part.ours("sluice.apply-rows", "rows into the target");
  private static final Part STREAM = Part.ours("sluice.stream", "changes into the topic");
  private static final Part APPLY_CHANGES =
      Part.ours("sluice.apply-changes", "changes into the target");

  @Override
  public List<Part> parts() {
    return List.of(SNAPSHOT, APPLY_ROWS, STREAM, APPLY_CHANGES);
  }

  @Override
  public void run(Run run) throws Exception {
    Stand stand = run.stand();
    stand.source(Table.ORDERS);
    try (KafkaStand kafka = stand.kafka();
        TargetDatabase copy = stand.target(Table.ORDERS);
        Pipeline pipeline = new Pipeline(stand, kafka, Table.ORDERS, copy)) {
      Processes processes = kafka.and(stand.servers());
      stand.settle(copy);
      snapshot(run, processes, pipeline);
      if (!run.isDone(APPLY_ROWS, APPLY_CHANGES)) {
        applyRows(run, processes, pipeline);
        run.checkRows(APPLY_ROWS, Table.ORDERS, copy);
      }
      if (!run.isDone(STREAM, APPLY_CHANGES)) {
        stream(run, processes, pipeline, copy);
      }
      if (!run.isDone(APPLY_CHANGES)) {
        applyChanges(run, processes, pipeline, copy);
        run.checkRows(APPLY_CHANGES, Table.ORDERS, copy);
      }
    }
  }

  private static void snapshot(Run run, Processes processes, Pipeline pipeline) throws Exception {
    long rows = Table.ORDERS.rows(run.stand().source(Table.ORDERS));
    run.measure(
        SNAPSHOT,
        new Work(
            processes,
            rows,
            pipeline.captured(),
            pipeline::startSource,
            () -> {
              pipeline.requireHealth();
              return pipeline.isSnapshotDone();
            }));
    pipeline.stopSource();
  }

  private static void applyRows(Run run, Processes processes, Pipeline pipeline) throws Exception {
    long rows = Table.ORDERS.rows(run.stand().source(Table.ORDERS));
    run.measure(
        APPLY_ROWS,
        new Work(processes, rows, pipeline.applied(), pipeline::startSink, new Applied(pipeline)));
    pipeline.stopSink();
  }

  private static void stream(Run run, Processes processes, Pipeline pipeline, TargetDatabase copy)
      throws Exception {
    run.stand().workload().run();
    String end = pipeline.end();
    run.stand().settle(copy);
    run.measure(
        STREAM,
        new Work(
            processes,
            run.stand().size().changes(),
            pipeline.captured(),
            pipeline::resumeSource,
            () -> {
              pipeline.requireHealth();
              return pipeline.isCaptured(end);
            }));
    pipeline.stopSource();
  }

  private static void applyChanges(
      Run run, Processes processes, Pipeline pipeline, TargetDatabase copy) throws Exception {
    run.stand().settle(copy);
    run.measure(
        APPLY_CHANGES,
        new Work(
            processes,
            run.stand().size().changes(),
            pipeline.applied(),
            pipeline::resumeSink,
            new Applied(pipeline)));
  }
}
