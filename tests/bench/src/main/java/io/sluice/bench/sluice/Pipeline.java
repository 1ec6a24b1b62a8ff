package io.sluice.bench.sluice;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.stand.KafkaStand;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both connectors for one table, and what they have done. Used by one thread, but for its gauges.
 *
 * <p>What is asked here is exact: the snapshot is done when the source connector has stored so; a
 * change is captured when its slot is confirmed beyond it; everything is applied when the target's
 * own progress has reached the end of the topic.
 */
final class Pipeline implements AutoCloseable {

  private static final String NAME = "bench";
  private static final String SLOT = "sluice_bench";
  private static final Patience STATE = Patience.of(Duration.ofMinutes(3));

  private final Server source;
  private final KafkaStand kafka;
  private final Migration migration;
  private final ConnectorConfigs configs;
  private final String topic;
  private final TargetProgress progress;
  private final TargetProgress gauged;

  Pipeline(Stand stand, KafkaStand kafka, Table table, TargetDatabase copy) throws SQLException {
    this.source = stand.source(table);
    this.kafka = kafka;
    this.topic = NAME + "." + table.id();
    Database target = new Database("target", copy.database().endpoint());
    this.migration =
        new Migration(
            NAME,
            new Source(
                new Database("source", source.endpoint()),
                List.of(table.id().toString()),
                SLOT,
                SLOT,
                Source.Chunk.DEFAULT),
            target,
            Optional.of(kafka.bootstrapServers()),
            Optional.of(kafka.box().worker().restUrl()),
            Map.of());
    this.configs = ConnectorConfigs.of(migration, stand.distribution().connectConfigs());
    this.progress = TargetProgress.open(target, migration.sinkConnector());
    this.gauged = TargetProgress.open(target, migration.sinkConnector());
  }

  /** Creates the source connector, which begins with its snapshot. */
  void startSource() {
    rest().put(migration.sourceConnector(), configs.source());
  }

  void startSink() {
    rest().put(migration.sinkConnector(), configs.sink());
  }

  /** Ends a connector's tasks; returns when they have gone. */
  void stopSource() {
    stop(migration.sourceConnector());
  }

  void stopSink() {
    stop(migration.sinkConnector());
  }

  void resumeSource() {
    rest().resume(migration.sourceConnector());
  }

  void resumeSink() {
    rest().resume(migration.sinkConnector());
  }

  /** Records of the table in its topic. */
  Gauge captured() {
    return kafka.ends(topic::equals);
  }

  /** Records of the table that are committed in the target. */
  Gauge applied() {
    return () -> applied(gauged);
  }

  /** Fails when one of the connectors has. */
  void requireHealth() {
    rest().status(migration.sourceConnector()).ifPresent(status -> status.requireHealthy());
    rest().status(migration.sinkConnector()).ifPresent(status -> status.requireHealthy());
  }

  /** Whether the source connector has stored that every row is in the topic. */
  boolean isSnapshotDone() {
    return rest().offsets(migration.sourceConnector()).stream()
        .filter(stored -> stored.kind().equals("snapshot"))
        .anyMatch(stored -> stored.offset().path("done").asBoolean());
  }

  /** Whether everything that the source has committed by now is safe in the topic. */
  boolean isCaptured(String lsn) throws SQLException {
    return source.is(
        "SELECT confirmed_flush_lsn >= '%s' FROM pg_replication_slots WHERE slot_name = '%s'"
            .formatted(lsn, SLOT));
  }

  /** Where the source's log ends. */
  String end() throws SQLException {
    return source.text("SELECT pg_current_wal_insert_lsn()");
  }

  /** Whether the target has all that is in the topic. */
  boolean isApplied() throws SQLException {
    Map<Partition, Long> ends =
        new TopicTails(kafka.consumers()).ends(new Subscription(topic::equals));
    return applied(progress) >= ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private long applied(TargetProgress session) throws SQLException {
    return session.nextOffsets().entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void stop(String connector) {
    rest().stop(connector);
    STATE.until(
        () ->
            rest()
                .status(connector)
                .filter(status -> status.state().equals("STOPPED") && status.tasks().isEmpty())
                .isPresent(),
        () -> "connector " + connector + " does not stop");
  }

  private ConnectRest rest() {
    return kafka.rest();
  }

  @Override
  public void close() throws SQLException {
    progress.close();
    gauged.close();
  }
}
