package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.control.box.Distribution;
import java.util.List;
import java.util.Map;

/** Debezium's hops in JSON, as fast as they go, with all of the data. */
final class DebeziumJson implements Scenario {

  private static final Part SNAPSHOT =
      Part.rival("debezium.json.snapshot", "Debezium, rows into the topic, JSON");
  private static final Part TWO_THREADS =
      Part.rival("debezium.json.snapshot-2-threads", "the same with two threads");
  private static final Part STREAM =
      Part.rival("debezium.json.stream", "Debezium, changes into the topic, JSON");
  private static final Part ROWS =
      Part.rival("jdbc.tuned.rows", "Debezium's JDBC sink, tuned, rows from JSON");
  private static final Part CHANGES =
      Part.rival("jdbc.tuned.changes", "Debezium's JDBC sink, tuned, changes from JSON");
  private static final Relay RELAY =
      new Relay(SNAPSHOT, ROWS, STREAM, CHANGES, JdbcSink.Tuning.TUNED);

  @Override
  public List<Part> parts() {
    return List.of(TWO_THREADS, SNAPSHOT, ROWS, STREAM, CHANGES);
  }

  @Override
  public Map<String, String> versions() {
    return new RivalPrograms(Distribution.installed()).versions();
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalSource source = RivalSource.full(run.stand());
        RivalBox box = RivalBox.start(run.stand())) {
      if (!run.isDone(TWO_THREADS)) {
        Attempt.at(run, List.of(TWO_THREADS), () -> twoThreads(new Bout(run, box, source)));
      }
      try (Bout bout = new Bout(run, box, source)) {
        RELAY.run(bout);
      }
    }
  }

  private static void twoThreads(Bout bout) throws Exception {
    try (bout) {
      bout.snapshot(TWO_THREADS, "json-two-threads", DebeziumSource.Snapshot.ONLY_TWO_THREADS);
    }
  }
}
