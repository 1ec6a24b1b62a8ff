package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.RowChange;
import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import io.sluice.postgres.ReplicationSlot;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * What a task has done and how it stands, over all its reconnects. Written by whichever thread
 * knows, once for a batch or a look; readable by any, without a lock.
 */
public final class CaptureMeters {

  private final Clock clock;
  private final Map<TableId, TableMeter> tables = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile BiConsumer<TableId, TableMeter> newTables = (table, meter) -> {};
  private volatile Phase phase = Phase.OPENING;
  private volatile boolean idle = true;
  private volatile long lastCommitMicros;
  private volatile long overlayEntries;
  private volatile long overlayBytes;
  private volatile Lsn streamed = Lsn.ZERO;
  private volatile Lsn stored = Lsn.ZERO;
  private volatile Lsn confirmed = Lsn.ZERO;
  private volatile SlotReading slot = SlotReading.NONE;
  private volatile BatchQueue queue = BatchQueue.EMPTY;

  /** What a task is at. */
  public enum Phase {
    /** It connects, checks, and waits for its slot. */
    OPENING,
    /** It copies tables beside the stream. */
    SNAPSHOT,
    /** Tables are to be copied, but an operator has paused that; the stream goes on. */
    SNAPSHOT_PAUSED,
    /** It follows the stream. */
    STREAM,
    /** It has ended. */
    STOPPED
  }

  /**
   * The last look at the slot.
   *
   * @param status see {@link ReplicationSlot.KeptLog}
   * @param safeBytes -1 without a limit
   * @param end of the server's log at that time
   */
  private record SlotReading(String status, long keptBytes, long safeBytes, Lsn end) {
    static final SlotReading NONE = new SlotReading("", 0, -1, Lsn.ZERO);
  }

  /**
   * Meters at zero.
   *
   * @param clock against which the commit times of changes are held
   */
  public CaptureMeters(Clock clock) {
    this.clock = clock;
  }

  /** Somebody wants to hear of tables of which chunks are copied, each once. */
  public void onNewTable(BiConsumer<TableId, TableMeter> listener) {
    newTables = listener;
  }

  /** A capture has been opened; its queue is read from now on. */
  void opened(BatchQueue itsQueue) {
    queue = itsQueue;
    openings.incrementAndGet();
  }

  /** The task is at something else. */
  public void at(Phase now) {
    phase = now;
  }

  /** The stream has been followed a little; called for every step, never for a row. */
  void followed(Lsn passed, SnapshotRun snapshot) {
    streamed = passed;
    phase = snapshot.phase();
    overlayEntries = snapshot.overlayEntries();
    overlayBytes = snapshot.overlayBytes();
  }

  /** Whether the stream has brought all there is. */
  void idle(boolean nothingMore) {
    if (idle != nothingMore) {
      idle = nothingMore;
    }
  }

  /** A batch is on its way to Kafka. */
  void handedOver(Batch batch) {
    List<RowChange> changes = batch.changes();
    published.addAndGet(changes.size());
    if (batch.progress() instanceof Progress.Snapshot progress) {
      boolean chunk = batch.watermarks().stream().anyMatch(Watermark.ChunkDone.class::isInstance);
      table(progress.table()).landed(progress, chunk);
    } else if (!changes.isEmpty()) {
      lastCommitMicros = changes.get(changes.size() - 1).stamp().commitMicros();
    }
  }

  /** A change was read again after a restart, and is in the topics already. */
  void skipped() {
    skipped.incrementAndGet();
  }

  /** The server has been told. */
  void confirmed(Lsn lsn) {
    confirmed = lsn;
  }

  /** Everything up to here is in Kafka. */
  public void stored(Lsn lsn) {
    stored = Lsn.later(stored, lsn);
  }

  /** The slot was looked at. */
  public void looked(ReplicationSlot seen) {
    slot =
        new SlotReading(
            seen.log().status(),
            seen.log().bytes(),
            seen.log().safeBytes().orElse(-1),
            new Lsn(seen.restartLsn().value() + seen.log().bytes()));
  }

  private TableMeter table(TableId table) {
    TableMeter known = tables.get(table);
    if (known == null) {
      known = new TableMeter();
      tables.put(table, known);
      newTables.accept(table, known);
    }
    return known;
  }

  /** The tables of which chunks have been copied. */
  public Map<TableId, TableMeter> tables() {
    return Map.copyOf(tables);
  }

  public Phase phase() {
    return phase;
  }

  public long reconnects() {
    return Math.max(0, openings.get() - 1);
  }

  public long publishedChanges() {
    return published.get();
  }

  public long skippedChanges() {
    return skipped.get();
  }

  /** From the commit of the change published last until now; zero when caught up. */
  public long lagMillis() {
    long commit = lastCommitMicros;
    return commit == 0 || idle && queue.isEmpty()
        ? 0
        : Math.max(0, clock.millis() - TimeUnit.MICROSECONDS.toMillis(commit));
  }

  /** From the stream to the end of the server's log at the last look. */
  public long lagBytes() {
    return Math.max(0, slot.end().value() - streamed.value());
  }

  public long queuedRecords() {
    return queue.records();
  }

  public long queuedBytes() {
    return queue.bytes();
  }

  public long overlayEntries() {
    return overlayEntries;
  }

  public long overlayBytes() {
    return overlayBytes;
  }

  public Lsn streamed() {
    return streamed;
  }

  public Lsn stored() {
    return stored;
  }

  public Lsn confirmed() {
    return confirmed;
  }

  public String walStatus() {
    return slot.status();
  }

  public long retainedBytes() {
    return slot.keptBytes();
  }

  /** -1 without a limit. */
  public long safeBytes() {
    return slot.safeBytes();
  }
}
