package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import java.util.List;

/**
 * Debezium's hops in Apicurio's Avro, as fast as they go: changes with all of the data, rows with a
 * fifth.
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
  private static final Relay RELAY =
      new Relay(SNAPSHOT, ROWS, Relay.unmeasured("avro-stream"), CHANGES, JdbcSink.Tuning.TUNED);

  @Override
  public List<Part> parts() {
    return List.of(SNAPSHOT, ROWS, CHANGES, INCREMENTAL, STREAM);
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalBox box = RivalBox.startWithRegistry(run.stand())) {
      if (!run.isDone(SNAPSHOT, ROWS, CHANGES, INCREMENTAL)) {
        fifth(run, box);
      }
      if (!run.isDone(STREAM)) {
        full(run, box);
      }
    }
  }

  private static void fifth(Run run, RivalBox box) throws Exception {
    try (RivalSource source = RivalSource.fifth(run.stand())) {
      Attempt.at(run, List.of(SNAPSHOT, ROWS, CHANGES), () -> relay(new Bout(run, box, source)));
      if (!run.isDone(INCREMENTAL)) {
        Attempt.at(run, List.of(INCREMENTAL), () -> incremental(new Bout(run, box, source)));
      }
    }
  }

  private static void relay(Bout bout) throws Exception {
    try (bout) {
      RELAY.run(bout);
    }
  }

  private static void incremental(Bout bout) throws Exception {
    try (bout) {
      bout.incremental(INCREMENTAL, "avro-chunks");
    }
  }

  private static void full(Run run, RivalBox box) throws Exception {
    try (RivalSource source = RivalSource.full(run.stand());
        Bout bout = new Bout(run, box, source)) {
      bout.stream(STREAM, bout.prepareStream("avro-stream"));
    }
  }
}
