package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.util.List;

/**
 * Debezium's hops in Apicurio's Avro, as fast as they go: rows into a topic, from there into a
 * copy, changes into a topic, and from there into the same copy. The incremental snapshot gets a
 * fifth of the rows.
 */
final class DebeziumAvro implements Scenario {

  private static final Part SNAPSHOT =
      Part.rival("debezium.avro.snapshot", "Debezium, rows into the topic, Avro");
  private static final Part INCREMENTAL =
      Part.rival("debezium.avro.incremental", "Debezium, incremental snapshot, Avro");
  private static final Part STREAM =
      Part.rival("debezium.avro.stream", "Debezium, changes into the topic, Avro");
  private static final Part ROWS =
      Part.rival("jdbc.tuned-avro.rows", "Debezium's JDBC sink, tuned, rows from Avro");
  private static final Part CHANGES =
      Part.rival("jdbc.tuned-avro.changes", "Debezium's JDBC sink, tuned, changes from Avro");

  @Override
  public List<Part> parts() {
    return List.of(SNAPSHOT, ROWS, STREAM, CHANGES, INCREMENTAL);
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalBox box = RivalBox.startWithRegistry(run.stand())) {
      if (!run.isDone(SNAPSHOT, ROWS, STREAM, CHANGES)) {
        try (RivalSource source = RivalSource.full(run.stand())) {
          Attempts attempts = new Attempts(run, box, source);
          attempts.at(DebeziumAvro::rowsAndChanges, ROWS, CHANGES);
          attempts.at(DebeziumAvro::rows, SNAPSHOT);
          attempts.at(bout -> bout.stream(STREAM, bout.prepareStream("avro-stream")), STREAM);
        }
      }
      if (!run.isDone(INCREMENTAL)) {
        try (RivalSource source = RivalSource.fifth(run.stand())) {
          new Attempts(run, box, source)
              .at(bout -> bout.incremental(INCREMENTAL, "avro-chunks"), INCREMENTAL);
        }
      }
    }
  }

  /** All four hops; those that fail before it are tried again by themselves. */
  private static void rowsAndChanges(Bout bout) throws Exception {
    DebeziumSource rows = rows(bout);
    DebeziumSource changes = bout.prepareStream("avro-changes");
    try (TargetDatabase copy = bout.run().stand().target(Table.ORDERS)) {
      bout.apply(ROWS, "avro-rows-jdbc", rows.topic(), copy, JdbcSink.Tuning.TUNED);
      if (!bout.run().isDone(STREAM, CHANGES)) {
        bout.stream(STREAM, changes);
        bout.apply(CHANGES, "avro-changes-jdbc", changes.topic(), copy, JdbcSink.Tuning.TUNED);
      }
    }
  }

  private static DebeziumSource rows(Bout bout) throws Exception {
    return bout.snapshot(SNAPSHOT, "avro-rows", DebeziumSource.Snapshot.ONLY);
  }
}
