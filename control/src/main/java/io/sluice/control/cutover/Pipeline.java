package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.change.Watermark;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.MarkReader;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TailReader;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * One way from a database into the other, with open eyes for marks: how a mark goes through it, and
 * everything before the mark. Used by one thread.
 */
final class Pipeline implements AutoCloseable {

  private static final long HEALTH_NANOS = 1_000_000_000;

  private final Migration migration;
  private final ConnectRest rest;
  private final MarkReader marks;
  private final TailReader tails;
  private final Arrival arrival;
  private long lookedAfterHealth = System.nanoTime() - HEALTH_NANOS;

  private Pipeline(
      Migration migration, ConnectRest rest, MarkReader marks, TailReader tails, Arrival arrival) {
    this.migration = migration;
    this.rest = rest;
    this.marks = marks;
    this.tails = tails;
    this.arrival = arrival;
  }

  /**
   * Marks that are written from now on will be seen.
   *
   * @param without sinks that nobody waits for
   */
  static Pipeline open(
      Migration migration, ConnectRest rest, TopicConsumers consumers, Set<String> without)
      throws SQLException {
    List<Follower> followers = Follower.of(migration, rest, without);
    RecordValues values =
        new RecordValues(consumers.bootstrapServers(), migration.name(), migration.registryUrl());
    MarkReader marks = new MarkReader(consumers, new TopicNaming(migration.name()), values);
    return new Pipeline(
        migration, rest, marks, TailReader.open(consumers), Arrival.open(followers));
  }

  /**
   * A mark that has gone all the way.
   *
   * @param mark with its position in the source's log, the last one that counts
   * @param barrier the last record of every topic that was written before it
   * @param applied up to where the sink says that it has applied that log
   */
  record Crossing(Watermark.Mark mark, Barrier barrier, Lsn applied) {}

  /**
   * Writes a mark and sees it and everything before it through, step by step.
   *
   * @throws Problem if the sink does not get there, which names both positions
   */
  Crossing cross(Steps steps, Patience patience) throws SQLException {
    return cross(steps, patience, false);
  }

  /**
   * The same.
   *
   * @param forced whether a sink that does not get there is left behind
   */
  Crossing cross(Steps steps, Patience patience, boolean forced) throws SQLException {
    Watermark.Mark mark = mark(steps, patience);
    Lsn last = mark.position().commitLsn();
    Barrier barrier =
        steps.run(StepName.BARRIER, this::barrier, found -> found.ends().size() + " partitions");
    Lsn applied =
        steps.run(
            StepName.DRAIN,
            () -> arrival.await(barrier, last, patience, forced, this::requireHealth),
            lsn -> arrival.sinks().size() + " sinks have it, up to " + lsn);
    return new Crossing(mark, barrier, applied);
  }

  private Watermark.Mark mark(Steps steps, Patience patience) throws SQLException {
    String id = Mark.newId();
    steps.run(
        StepName.MARK,
        () -> Mark.write(migration.source().database(), id),
        written -> id + " at " + written.lsn());
    Watermark.Mark mark =
        steps.run(
            StepName.CAPTURE,
            () -> marks.await(id, patience, this::requireHealth),
            found -> "everything up to " + found.position().commitLsn() + " is written");
    steps.run(StepName.PUBLISH, () -> published(patience), found -> "all of it can be read");
    return mark;
  }

  /**
   * Waits for a second mark. A Kafka transaction is ended partition by partition, so that the mark
   * may be readable while what it stands behind is not yet; but its producer begins no further
   * transaction before every partition has the end of the last.
   */
  private Watermark.Mark published(Patience patience) throws SQLException {
    String id = Mark.newId();
    Mark.write(migration.source().database(), id);
    return marks.await(id, patience, this::requireHealth);
  }

  private Barrier barrier() {
    return new Barrier(tails.ends(new Subscription(arrival::isRead)));
  }

  /** Sets the sequences of the side that is moved to ahead. */
  int sequences(long margin) throws SQLException {
    try (Connection source = migration.source().database().open("cutover")) {
      List<CapturedTable> tables = Publication.tables(source, migration.source());
      return new SequenceSync(migration, margin).run(tables);
    }
  }

  /** Asks Connect, but not more often than once a second. */
  private void requireHealth() {
    if (System.nanoTime() - lookedAfterHealth >= HEALTH_NANOS) {
      lookedAfterHealth = System.nanoTime();
      rest.status(migration.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
      rest.status(migration.sinkConnector()).ifPresent(ConnectorStatus::requireHealthy);
    }
  }

  @Override
  public void close() throws SQLException {
    marks.close();
    tails.close();
    arrival.close();
  }
}
