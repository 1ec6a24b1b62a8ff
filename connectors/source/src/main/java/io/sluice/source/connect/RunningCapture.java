package io.sluice.source.connect;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.envelope.TopicNaming;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.capture.Batch;
import io.sluice.source.capture.CaptureOptions;
import io.sluice.source.capture.CaptureSession;
import io.sluice.source.capture.CaptureThread;
import io.sluice.source.capture.Progress;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.ReplicationStart;
import io.sluice.source.snapshot.ChunkOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * A capture that goes on where the stored offsets end, and its records. Used by the task's thread,
 * but for {@link #close()}.
 */
final class RunningCapture implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final CaptureThread capture;
  private final BatchRecords records;
  private final int batchRecords;
  private volatile Lsn taken = Lsn.ZERO;

  private RunningCapture(CaptureThread capture, BatchRecords records, int batchRecords) {
    this.capture = capture;
    this.records = records;
    this.batchRecords = batchRecords;
  }

  /**
   * Checks that the stored offsets can be followed up without a gap, and starts.
   *
   * @throws io.sluice.source.failure.SourceFailure if they cannot
   */
  static RunningCapture open(SourceConfig config, OffsetStorageReader stored)
      throws SQLException, InterruptedException {
    Optional<Map<String, Object>> last = Optional.ofNullable(stored.offset(SourceOffsets.STREAM));
    CaptureStart start =
        new ReplicationStart(config.preflight()).prepare(last.map(SourceOffsets::stored));
    CaptureSession session =
        CaptureSession.open(
            config.endpoint(),
            config.slot(),
            new ChunkOptions(config.chunkRows(), config.chunkThreads()),
            new CaptureOptions(config.batch(), config.queue(), config.heartbeat()),
            tables(start),
            config.copiesTables() ? unfinished(start, stored) : List.of(),
            last.map(SourceOffsets::position).orElse(Position.before(start.start())),
            start.start());
    BatchRecords records =
        new BatchRecords(
            new TopicNaming(config.topicPrefix()),
            config.endpoint().database(),
            config.handlingModes(),
            new SourceOffsets(start, config.slot().name()));
    return new RunningCapture(CaptureThread.start(session), records, config.batch().records());
  }

  private static Set<TableId> tables(CaptureStart start) {
    Set<TableId> tables = new HashSet<>();
    start.tables().forEach(definition -> tables.add(definition.table()));
    return tables;
  }

  private static List<Progress.Snapshot> unfinished(
      CaptureStart start, OffsetStorageReader stored) {
    return start.tables().stream()
        .map(TableDefinition::table)
        .map(table -> progress(table, stored))
        .filter(progress -> !progress.done())
        .toList();
  }

  private static Progress.Snapshot progress(TableId table, OffsetStorageReader stored) {
    return Optional.ofNullable(stored.offset(SourceOffsets.partition(table)))
        .map(offset -> SourceOffsets.snapshot(table, offset))
        .orElseGet(() -> Progress.Snapshot.start(table));
  }

  /**
   * The next records, which belong into one Kafka transaction.
   *
   * @return empty if there are none for now
   * @throws Throwable what the capture failed with
   */
  List<SourceRecord> take() throws Throwable {
    List<Batch> batches = capture.take(batchRecords, PATIENCE);
    List<SourceRecord> made = new ArrayList<>();
    for (Batch batch : batches) {
      records.append(batch, made);
      taken = Lsn.later(taken, batch.confirm());
    }
    return made;
  }

  /** All records taken so far, and their offsets, are stored in Kafka. */
  void stored() {
    capture.confirm(taken);
  }

  @Override
  public void close() throws InterruptedException {
    capture.close();
  }
}
