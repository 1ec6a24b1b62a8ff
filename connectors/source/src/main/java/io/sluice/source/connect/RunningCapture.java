package io.sluice.source.connect;

import io.sluice.change.Lsn;
import io.sluice.envelope.TopicNaming;
import io.sluice.source.capture.Batch;
import io.sluice.source.capture.CaptureMeters;
import io.sluice.source.capture.CaptureSession;
import io.sluice.source.capture.CaptureThread;
import io.sluice.source.capture.RowEstimates;
import io.sluice.source.replication.Canary;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.ReplicationStart;
import io.sluice.source.replication.SlotInspection;
import io.sluice.source.replication.SourceWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final Optional<SignalTopic> signals;
  private final CaptureMeters meters;
  private volatile Lsn taken = Lsn.ZERO;

  private RunningCapture(
      CaptureThread capture,
      BatchRecords records,
      int batchRecords,
      Optional<SignalTopic> signals,
      CaptureMeters meters) {
    this.capture = capture;
    this.records = records;
    this.batchRecords = batchRecords;
    this.signals = signals;
    this.meters = meters;
  }

  /**
   * Checks that the stored offsets can be followed up without a gap, and starts.
   *
   * @throws io.sluice.source.failure.SourceFailure if they cannot
   */
  static RunningCapture open(SourceConfig config, OffsetStorageReader offsets, CaptureMeters meters)
      throws SQLException, InterruptedException {
    StoredProgress stored = new StoredProgress(offsets);
    CaptureStart start =
        new ReplicationStart(config.preflight()).prepare(stored.position(), stored::mark);
    Optional<SignalTopic> signals =
        config.signalTopic().map(topic -> signals(topic, config, stored));
    try {
      return start(config, start, stored, signals, meters);
    } catch (SQLException | InterruptedException | RuntimeException failed) {
      signals.ifPresent(SignalTopic::close);
      throw failed;
    }
  }

  private static SignalTopic signals(String topic, SourceConfig config, StoredProgress stored) {
    return SignalTopic.open(
        topic,
        config.signalConsumer(),
        config.topicPrefix(),
        stored.signals(config.chunks().rows()).nextOffset());
  }

  private static RunningCapture start(
      SourceConfig config,
      CaptureStart start,
      StoredProgress stored,
      Optional<SignalTopic> signals,
      CaptureMeters meters)
      throws SQLException, InterruptedException {
    Canary canary = new Canary(config.slot());
    CaptureSession session =
        CaptureSession.open(
            config.endpoint(),
            config.slot(),
            canary,
            meters,
            config.chunks(),
            config.capture(),
            stored.plan(config, start, signals.map(SignalTopic::from)));
    BatchRecords records =
        new BatchRecords(
            new TopicNaming(config.topicPrefix()),
            config.endpoint().database(),
            config.handlingModes(),
            new SourceOffsets(start, config.slot().name()));
    CaptureThread capture =
        CaptureThread.start(session, watch(config, session, start, canary, meters));
    return new RunningCapture(
        capture,
        records,
        config.batch().records(),
        signals.map(topic -> topic.start(capture::signal)),
        meters);
  }

  /** What is looked at while the capture runs. */
  private static SourceWatch watch(
      SourceConfig config,
      CaptureSession session,
      CaptureStart start,
      Canary canary,
      CaptureMeters meters) {
    return SourceWatch.start(
        config.endpoint(),
        config.watchInterval(),
        List.of(
            new SlotInspection(config.slot(), config.endpoint().database(), meters::looked),
            session.inspection(config.preflight(), start.fingerprint()),
            canary,
            new RowEstimates(meters)));
  }

  /**
   * The next records, which belong into one Kafka transaction.
   *
   * @return empty if there are none for now
   * @throws Throwable what the capture failed with
   */
  List<SourceRecord> take() throws Throwable {
    List<Batch> batches = capture.take(batchRecords, PATIENCE);
    for (Batch batch : batches) {
      taken = Lsn.later(taken, batch.confirm());
    }
    return batches.isEmpty() ? List.of() : records.of(batches);
  }

  /** All records taken so far, and their offsets, are stored in Kafka. */
  void stored() {
    capture.confirm(taken);
    meters.stored(taken);
  }

  @Override
  public void close() throws InterruptedException {
    signals.ifPresent(SignalTopic::close);
    capture.close();
  }
}
