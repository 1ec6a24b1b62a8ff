package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import java.util.List;

/** Debezium's JDBC sink with its own settings, with a fifth of the data. */
final class JdbcDefault implements Scenario {

  private static final Part ROWS =
      Part.rival("jdbc.default.rows", "Debezium's JDBC sink, untuned, rows from JSON");
  private static final Part CHANGES =
      Part.rival("jdbc.default.changes", "Debezium's JDBC sink, untuned, changes from JSON");
  private static final Relay RELAY =
      new Relay(
          Relay.unmeasured("json-snapshot"),
          ROWS,
          Relay.unmeasured("json-stream"),
          CHANGES,
          JdbcSink.Tuning.DEFAULT);

  @Override
  public List<Part> parts() {
    return List.of(ROWS, CHANGES);
  }

  @Override
  public void run(Run run) throws Exception {
    try (RivalSource source = RivalSource.fifth(run.stand());
        RivalBox box = RivalBox.start(run.stand());
        Bout bout = new Bout(run, box, source)) {
      RELAY.run(bout);
    }
  }
}
