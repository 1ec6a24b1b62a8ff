package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
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
      Bout bout = new Bout(run, box, source);
      if (!run.isDone(COPY)) {
        Attempt.at(run, List.of(COPY), () -> together(bout, COPY, "copy", false));
      }
      if (!run.isDone(BOTH)) {
        together(bout, BOTH, "both", true);
      }
    }
  }

  private static void together(Bout bout, Part part, String name, boolean live) throws Exception {
    RivalSource source = bout.source();
    try (TargetDatabase copy = bout.run().stand().target(Table.ORDERS)) {
      DebeziumSource debezium = bout.debezium(name, DebeziumSource.Snapshot.FIRST);
      Connector from = bout.connector(debezium.config());
      JdbcSink sink = bout.sink(name + "-jdbc", debezium.topic(), copy, JdbcSink.Tuning.TUNED);
      Connector into = bout.connector(sink.config());
      source.server().settle();
      bout.measure(
          part,
          source.rows() + (live ? source.changes() : 0),
          new SinkOffsets(bout.box().kafka(), into.name()),
          () -> {
            into.start();
            from.start();
            if (live) {
              // Each change counts once: those before the slot would come as rows.
              bout.awaitSlot(from, debezium);
              source.workload().start();
            }
          },
          from,
          into);
      into.remove();
      bout.remove(from, debezium);
      bout.check(part, copy);
    }
  }
}
