package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.MarkReader;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.cutover.Barrier;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * Waits until the target has applied all that was visible on the source: two marks in the source's
 * log, the end of the table's topic, and the sink's progress past it. Safe for several threads, one
 * at a time.
 */
final class Applied implements AutoCloseable {

  /** Needs no standby: a mark that a failover takes back is not found, and that is all. */
  private static final String EMIT =
      "BEGIN; SET LOCAL synchronous_commit = local;"
          + " SELECT pg_logical_emit_message(true, %s, %s); COMMIT";

  private final TopicConsumers consumers;
  private final TopicNaming naming;
  private final MarkReader marks;
  private final Connection source;
  private final TargetProgress progress;
  private final Health health;
  private final Patience patience;

  private Applied(
      Migration migration,
      TopicConsumers consumers,
      Connection source,
      Health health,
      Patience patience) {
    this.consumers = consumers;
    this.naming = new TopicNaming(migration.name());
    this.source = source;
    this.health = health;
    this.patience = patience;
    this.progress = TargetProgress.open(migration.target(), migration.sinkConnector());
    this.marks =
        new MarkReader(
            consumers,
            naming,
            new RecordValues(
                consumers.bootstrapServers(), migration.name(), migration.registryUrl()));
  }

  /** Opens sessions and a consumer of the watermarks. */
  static Applied open(
      Migration migration, ConnectRest rest, TopicConsumers consumers, Patience patience) {
    return new Applied(
        migration,
        consumers,
        migration.source().database().open("verify"),
        new Health(rest, migration),
        patience);
  }

  /** Returns when whatever a read of the source has seen before this call is applied. */
  synchronized void await(TableId table) throws SQLException {
    mark();
    // The end of a Kafka transaction reaches its partitions one by one, that of the next one later.
    mark();
    Subscription topic = new Subscription(naming.data(table)::equals);
    Barrier barrier = new Barrier(new TopicTails(consumers).ends(topic));
    patience.until(
        () -> barrier.isReached(offsets()),
        () -> "the sink is behind by these many offsets: " + barrier.missing(offsets()));
  }

  private void mark() throws SQLException {
    String id = "verify-" + UUID.randomUUID();
    try (Statement statement = source.createStatement()) {
      statement.execute(EMIT.formatted("'" + Watermark.Mark.PREFIX + "'", "'" + id + "'"));
    }
    marks.await(id, patience, health::require);
  }

  private Map<Partition, Long> offsets() {
    health.require();
    try {
      return progress.nextOffsets();
    } catch (SQLException failed) {
      throw new Problem("the target's progress cannot be read: " + failed.getMessage(), failed);
    }
  }

  /** In order, also when the command was interrupted. */
  @Override
  public void close() throws SQLException {
    boolean interrupted = Thread.interrupted();
    marks.close();
    progress.close();
    source.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether both connectors are well; asked seldom. */
  private static final class Health {

    private static final long SELDOM_NANOS = 2_000_000_000L;

    private final ConnectRest rest;
    private final Migration migration;
    private long asked = System.nanoTime() - SELDOM_NANOS;

    Health(ConnectRest rest, Migration migration) {
      this.rest = rest;
      this.migration = migration;
    }

    void require() {
      if (System.nanoTime() - asked >= SELDOM_NANOS) {
        asked = System.nanoTime();
        rest.status(migration.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
        rest.status(migration.sinkConnector()).ifPresent(ConnectorStatus::requireHealthy);
      }
    }
  }
}
