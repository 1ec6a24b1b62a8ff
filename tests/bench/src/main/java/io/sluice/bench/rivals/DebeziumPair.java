package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.util.List;

/** Debezium's source and its JDBC sink together, tuned, with a fifth of the data. */
final class DebeziumPair implements Scenario {

  private static final Part COPY =
      Part.rival("debezium-jdbc.copy", "Debezium and its JDBC sink, whole copy, JSON");
  private static final Part BOTH =
      Part.rival(
          "debezium-jdbc.both", "Debezium and its JDBC sink, copy and changes at once, JSON");

  @Override
  public List<Part> parts() {
    return List.of(COPY, BOTH);
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalSource source = RivalSource.fifth(run.stand());
        RivalBox box = RivalBox.start(run.stand())) {
      if (!run.isDone(COPY)) {
        Attempt.at(run, List.of(COPY), () -> copy(new Bout(run, box, source)));
      }
      if (!run.isDone(BOTH)) {
        both(new Bout(run, box, source));
      }
    }
  }

  private static void copy(Bout bout) throws Exception {
    try (bout) {
      together(bout, COPY, "pair-copy", 0, () -> {});
    }
  }

  private static void both(Bout bout) throws Exception {
    try (bout) {
      RivalSource source = bout.source();
      together(bout, BOTH, "pair-both", source.changes(), source.workload()::start);
    }
  }

  private static void together(Bout bout, Part part, String name, long changes, Work.Step live)
      throws Exception {
    RivalSource source = bout.source();
    try (TargetDatabase copy = bout.run().stand().target(Table.ORDERS)) {
      DebeziumSource debezium = bout.debezium(name, DebeziumSource.Snapshot.FIRST);
      Connector from = bout.connector(debezium.config());
      Connector into = bout.sink(name + "-jdbc", debezium.topic(), copy, JdbcSink.Tuning.TUNED);
      source.server().settle();
      bout.measure(
          part,
          source.rows() + changes,
          new SinkOffsets(bout.box().kafka(), into.name()),
          () -> {
            into.start();
            from.start();
            // Each change counts once: those before the slot would come as rows.
            bout.awaitSlot(from, debezium);
            live.run();
          },
          from,
          into);
      into.remove();
      bout.remove(from, debezium);
      bout.check(part, copy);
    }
  }
}
