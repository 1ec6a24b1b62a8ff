package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.util.List;
import java.util.Locale;

/** Debezium's source and its JDBC sink together, tuned, with a fifth of the data. */
final class DebeziumPair implements Scenario {

  private final String word;
  private final Opening opening;
  private final Part copy;
  private final Part both;

  private DebeziumPair(String name, String format, Opening opening) {
    this.word = format.toLowerCase(Locale.ROOT);
    this.opening = opening;
    this.copy = Part.rival(name + ".copy", "Debezium and its JDBC sink, whole copy, " + format);
    this.both =
        Part.rival(
            name + ".both", "Debezium and its JDBC sink, copy and changes at once, " + format);
  }

  static DebeziumPair json() {
    return new DebeziumPair("debezium-jdbc", "JSON", RivalBox::start);
  }

  static DebeziumPair avro() {
    return new DebeziumPair("debezium-jdbc.avro", "Avro", RivalBox::startWithRegistry);
  }

  @Override
  public List<Part> parts() {
    return List.of(copy, both);
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalSource source = RivalSource.fifth(run.stand());
        RivalBox box = opening.open(run.stand())) {
      Attempts attempts = new Attempts(run, box, source);
      attempts.at(bout -> together(bout, copy, word + "-copy", 0, () -> {}), copy);
      attempts.at(
          bout -> together(bout, both, word + "-both", source.changes(), source.workload()::start),
          both);
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
      long introduced = bout.captured(debezium).position();
      bout.measure(
          part,
          introduced + source.rows() + changes,
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

  private interface Opening {
    RivalBox open(Stand stand);
  }
}
