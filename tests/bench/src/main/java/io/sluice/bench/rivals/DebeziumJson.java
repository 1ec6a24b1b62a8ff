package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.control.box.Distribution;
import java.util.List;
import java.util.Map;

/** Debezium's source connector in JSON, as fast as it goes. */
final class DebeziumJson implements Scenario {

  private static final Part SNAPSHOT =
      Part.rival("debezium.json.snapshot", "Debezium, rows into the topic, JSON");
  private static final Part TWO_THREADS =
      Part.rival("debezium.json.snapshot-2-threads", "the same with two threads");
  private static final Part STREAM =
      Part.rival("debezium.json.stream", "Debezium, changes into the topic, JSON");

  @Override
  public List<Part> parts() {
    return List.of(SNAPSHOT, TWO_THREADS, STREAM);
  }

  @Override
  public Map<String, String> versions() {
    return new RivalPrograms(Distribution.installed()).versions();
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalSource source = RivalSource.full(run.stand());
        RivalBox box = RivalBox.start(run.stand())) {
      Attempts attempts = new Attempts(run, box, source);
      attempts.at(
          bout -> bout.snapshot(SNAPSHOT, "json-rows", DebeziumSource.Snapshot.ONLY), SNAPSHOT);
      attempts.at(
          bout ->
              bout.snapshot(
                  TWO_THREADS, "json-two-threads", DebeziumSource.Snapshot.ONLY_TWO_THREADS),
          TWO_THREADS);
      attempts.at(bout -> bout.stream(STREAM, bout.prepareStream("json-changes")), STREAM);
    }
  }
}
