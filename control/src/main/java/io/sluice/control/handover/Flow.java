package io.sluice.control.handover;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.MarkReader;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.cutover.Barrier;
import io.sluice.control.cutover.Mark;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import java.sql.SQLException;
import java.util.Map;

/**
 * What flows from the source's log through the topics into the target.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param patience for each wait
 */
record Flow(Migration migration, ConnectRest rest, TopicConsumers consumers, Patience patience) {

  /** Sends a mark the whole way, so that whatever does not work is found before anything stops. */
  Mark send() throws SQLException {
    String id = Mark.newId();
    try (MarkReader reader =
        new MarkReader(consumers, new TopicNaming(migration.name()), values())) {
      Mark mark = Mark.write(migration.source().database(), id);
      reader.await(id, patience, this::requireHealth);
      drain();
      return mark;
    }
  }

  private RecordValues values() {
    return new RecordValues(
        consumers.bootstrapServers(), migration.name(), migration.registryUrl());
  }

  /**
   * Waits until the sink has applied all that is in its topics now.
   *
   * @return how many partitions have records
   */
  int drain() throws SQLException {
    Barrier barrier = new Barrier(new TopicTails(consumers).ends(Subscription.of(sink())));
    try (TargetProgress progress =
        TargetProgress.open(migration.target(), migration.sinkConnector())) {
      patience.until(
          () -> barrier.isReached(applied(progress)),
          () -> "the sink is behind by these many offsets: " + barrier.missing(applied(progress)));
      return barrier.ends().size();
    }
  }

  private Map<Partition, Long> applied(TargetProgress progress) {
    requireHealth();
    try {
      return progress.nextOffsets();
    } catch (SQLException e) {
      throw new Problem("the target's progress cannot be read: " + e.getMessage(), e);
    }
  }

  /** The sink connector's configuration. */
  Map<String, String> sink() {
    return config(migration.sinkConnector());
  }

  /** The source connector's configuration. */
  Map<String, String> source() {
    return config(migration.sourceConnector());
  }

  private Map<String, String> config(String connector) {
    return rest.config(connector)
        .orElseThrow(
            () -> new Problem("there is no connector " + connector + ": run sluice start"));
  }

  /**
   * Whether it flows to the end of the log: both connectors run, and a handover that was killed has
   * not left the source connector waiting behind a transaction.
   */
  boolean isOpen() {
    return runs(migration.sourceConnector())
        && runs(migration.sinkConnector())
        && !source().containsKey(SourceStop.END);
  }

  /** Whether a connector runs, with all its tasks. */
  boolean runs(String connector) {
    return rest.status(connector).map(ConnectorStatus::isRunning).orElse(false);
  }

  private void requireHealth() {
    rest.status(migration.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
    rest.status(migration.sinkConnector()).ifPresent(ConnectorStatus::requireHealthy);
  }

  /** Stops a connector, and waits until none of its tasks is there any more. */
  void stop(String connector) {
    rest.stop(connector);
    patience.until(
        () -> rest.status(connector).map(ConnectorStatus::isStopped).orElse(true),
        () -> "connector " + connector + " does not stop");
  }

  /** Lets a connector run that may have been stopped. */
  void resume(String connector) {
    rest.resume(connector);
    rest.awaitRunning(connector, patience);
  }
}
