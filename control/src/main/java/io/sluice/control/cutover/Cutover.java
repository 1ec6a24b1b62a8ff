package io.sluice.control.cutover;

import io.sluice.change.Watermark;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Comparison;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.MarkReader;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Brings the target to exactly where the source is. Writers have to be stopped first; whoever wrote
 * after the mark is found by the comparison. Can be run again at any time.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param margin how many values to skip in each sequence
 * @param patience for each step that waits
 */
public record Cutover(
    Migration migration,
    ConnectRest rest,
    TopicConsumers consumers,
    long margin,
    Patience patience) {

  /** Takes all steps, and says each of them when it is done. */
  public CutoverResult run(Console console) throws SQLException {
    Steps steps = new Steps(console, Clock.systemUTC());
    Watermark.Mark mark = mark(steps);
    Barrier barrier =
        steps.run("barrier", this::barrier, found -> found.ends().size() + " partitions");
    steps.run("drain", () -> drain(barrier), applied -> "the sink has applied everything");
    int sequences = steps.run("sequences", this::sequences, count -> count + " at or ahead");
    Comparison comparison = steps.run("compare", () -> Comparison.of(migration), Cutover::describe);
    return new CutoverResult(mark.id(), steps.done(), sequences, comparison);
  }

  private Watermark.Mark mark(Steps steps) throws SQLException {
    String id = Mark.newId();
    try (MarkReader reader =
        new MarkReader(consumers, new TopicNaming(migration.name()), values())) {
      steps.run(
          "mark",
          () -> Mark.write(migration.source().database(), id),
          written -> id + " at " + written.lsn());
      Watermark.Mark mark =
          steps.run(
              "capture",
              () -> reader.await(id, patience, this::requireHealth),
              found -> "everything up to " + found.position().commitLsn() + " is written");
      steps.run("publish", () -> published(reader), found -> "all of it can be read");
      return mark;
    }
  }

  /**
   * Waits for a second mark. A Kafka transaction is ended partition by partition, so that the mark
   * may be readable while what it stands behind is not yet; but its producer begins no further
   * transaction before every partition has the end of the last.
   */
  private Watermark.Mark published(MarkReader reader) throws SQLException {
    String id = Mark.newId();
    Mark.write(migration.source().database(), id);
    return reader.await(id, patience, this::requireHealth);
  }

  private RecordValues values() {
    return new RecordValues(
        consumers.bootstrapServers(), migration.name(), migration.registryUrl());
  }

  private Barrier barrier() {
    Map<String, String> sink =
        rest.config(migration.sinkConnector())
            .orElseThrow(() -> new Problem("there is no connector " + migration.sinkConnector()));
    return new Barrier(new TopicTails(consumers).ends(Subscription.of(sink)));
  }

  private Map<Partition, Long> drain(Barrier barrier) throws SQLException {
    try (TargetProgress progress =
        TargetProgress.open(migration.target(), migration.sinkConnector())) {
      Drain drain = new Drain(barrier, progress, this::requireHealth);
      patience.until(drain::isDone, drain::complaint);
      return drain.applied();
    }
  }

  private int sequences() throws SQLException {
    try (Connection source = migration.source().database().open("cutover")) {
      List<CapturedTable> tables = Publication.tables(source, migration.source());
      return new SequenceSync(migration, margin).run(tables);
    }
  }

  private void requireHealth() {
    rest.status(migration.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
    rest.status(migration.sinkConnector()).ifPresent(ConnectorStatus::requireHealthy);
  }

  private static String describe(Comparison comparison) {
    return comparison.mismatches() == 0
        ? comparison.results().size() + " tables are equal"
        : comparison.mismatches() + " tables differ";
  }
}
