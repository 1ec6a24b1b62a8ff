package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.util.List;

/** Debezium's JDBC sink from JSON, with its own settings and tuned, with a fifth of the data. */
final class JdbcJson implements Scenario {

  private static final Part DEFAULT_ROWS =
      Part.rival("jdbc.default.rows", "Debezium's JDBC sink, untuned, rows from JSON");
  private static final Part DEFAULT_CHANGES =
      Part.rival("jdbc.default.changes", "Debezium's JDBC sink, untuned, changes from JSON");
  private static final Part TUNED_ROWS =
      Part.rival("jdbc.tuned.rows", "Debezium's JDBC sink, tuned, rows from JSON");
  private static final Part TUNED_CHANGES =
      Part.rival("jdbc.tuned.changes", "Debezium's JDBC sink, tuned, changes from JSON");

  /** For a hop that only prepares the next one; nobody asks for it. */
  private static final Part PREPARATION = Part.rival("unmeasured.json", "preparation");

  @Override
  public List<Part> parts() {
    return List.of(DEFAULT_ROWS, TUNED_ROWS, DEFAULT_CHANGES, TUNED_CHANGES);
  }

  @Override
  public void run(Run run) throws Exception {
    Stand stand = run.stand();
    try (RivalSource source = RivalSource.fifth(stand);
        RivalBox box = RivalBox.start(stand);
        Bout bout = new Bout(run, box, source);
        TargetDatabase untuned = stand.target(Table.ORDERS);
        TargetDatabase tuned = stand.target(Table.ORDERS)) {
      Attempts attempts = new Attempts(run, box, source);
      DebeziumSource changes = bout.prepareStream("json-changes");
      String rows = bout.snapshot(PREPARATION, "json-rows", DebeziumSource.Snapshot.ONLY).topic();
      attempts.at(
          each -> each.apply(DEFAULT_ROWS, "rows-untuned", rows, untuned, JdbcSink.Tuning.DEFAULT),
          DEFAULT_ROWS,
          DEFAULT_CHANGES);
      attempts.at(
          each -> each.apply(TUNED_ROWS, "rows-tuned", rows, tuned, JdbcSink.Tuning.TUNED),
          TUNED_ROWS,
          TUNED_CHANGES);
      if (!run.isDone(DEFAULT_CHANGES, TUNED_CHANGES)) {
        bout.stream(PREPARATION, changes);
      }
      attempts.at(
          each ->
              each.apply(
                  DEFAULT_CHANGES,
                  "changes-untuned",
                  changes.topic(),
                  untuned,
                  JdbcSink.Tuning.DEFAULT),
          DEFAULT_CHANGES);
      attempts.at(
          each ->
              each.apply(
                  TUNED_CHANGES, "changes-tuned", changes.topic(), tuned, JdbcSink.Tuning.TUNED),
          TUNED_CHANGES);
    }
  }
}
