package io.sluice.sink.connect;

import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.failure.ErrorCode;
import io.sluice.sink.target.Applied;
import io.sluice.sink.target.ConflictKind;
import io.sluice.sink.target.TargetFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * What a task has done and how it stands. Written by the task's thread, once for a batch; readable
 * by any, without a lock.
 */
public final class ApplyMeters {

  private final Clock clock;
  private final Map<TableId, TableMeter> tables = new ConcurrentHashMap<>();
  private volatile BiConsumer<TableId, TableMeter> newTables = (table, meter) -> {};
  private volatile Stand received = Stand.NOWHERE;
  private volatile Stand applied = Stand.NOWHERE;
  private volatile Applied total = Applied.NOTHING;
  private volatile LastBatch last = new LastBatch(0, 0);
  private volatile long transactions;
  private volatile long records;
  private volatile long heldBytes;
  private volatile long pendingRecords;
  private volatile long retries;
  private volatile long fenced;
  private volatile boolean idle = true;

  /** A place in a source's log, and when its transaction was committed. */
  private record Stand(Position position, long commitMicros) {
    static final Stand NOWHERE = new Stand(Position.START, 0);

    /** Of the last of these that has a place; copied rows have none of their own. */
    static Stand of(List<Arrival> arrivals, Stand before) {
      for (int i = arrivals.size() - 1; i >= 0; i--) {
        if (arrivals.get(i) instanceof Arrival.Change change) {
          return new Stand(
              change.change().stamp().position(), change.change().stamp().commitMicros());
        }
      }
      return before;
    }
  }

  private record LastBatch(long records, long millis) {}

  ApplyMeters(Clock clock) {
    this.clock = clock;
  }

  /** Somebody wants to hear of tables that are written to, each once. */
  void onNewTable(BiConsumer<TableId, TableMeter> listener) {
    newTables = listener;
  }

  /** These came out of the topics. */
  void received(List<Arrival> arrivals) {
    received = Stand.of(arrivals, received);
  }

  /** A batch was written. */
  void written(List<ApplyPlan> plans, Applied did, Duration took) {
    long size = 0;
    for (ApplyPlan plan : plans) {
      applied = Stand.of(plan.arrivals(), applied);
      size += plan.arrivals().size();
      transactions += plan.whole() ? 1 : 0;
    }
    records += size;
    last = new LastBatch(size, took.toMillis());
    total = total.plus(did).withoutTables();
    did.tables().forEach((table, part) -> meter(table).add(part));
  }

  private TableMeter meter(TableId table) {
    TableMeter known = tables.get(table);
    if (known == null) {
      known = new TableMeter();
      tables.put(table, known);
      newTables.accept(table, known);
    }
    return known;
  }

  /**
   * What is in memory.
   *
   * @param nothing whether nothing is, and nothing is being written
   */
  void holds(long bytes, long recordsToWrite, boolean nothing) {
    heldBytes = bytes;
    pendingRecords = recordsToWrite;
    idle = nothing;
  }

  void retried() {
    retries++;
  }

  /** Nothing more is tried. */
  void failed(TargetFailure failure) {
    fenced += failure.code().equals(ErrorCode.FENCED.name()) ? 1 : 0;
  }

  public long conflicts(ConflictKind kind) {
    return total.conflicts().getOrDefault(kind, 0L);
  }

  /** The position up to which everything of the last source is applied. */
  public String appliedLsn() {
    return applied.position().commitLsn().toString();
  }

  /** From the commit of the change applied last until now; zero when nothing waits. */
  public long lagMillis() {
    long commit = applied.commitMicros();
    return idle || commit == 0
        ? 0
        : Math.max(0, clock.millis() - TimeUnit.MICROSECONDS.toMillis(commit));
  }

  /** From the change applied last to the one received last, in the source's log. */
  public long lagBytes() {
    return Math.max(
        0, received.position().commitLsn().value() - applied.position().commitLsn().value());
  }

  public long records() {
    return records;
  }

  public long transactions() {
    return transactions;
  }

  public long batchRecords() {
    return last.records();
  }

  public long batchMillis() {
    return last.millis();
  }

  public Applied total() {
    return total;
  }

  public long heldBytes() {
    return heldBytes;
  }

  public long pendingRecords() {
    return pendingRecords;
  }

  public long retries() {
    return retries;
  }

  public long fencedGenerations() {
    return fenced;
  }
}
