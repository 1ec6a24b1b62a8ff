package io.sluice.source.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one hand-off of a task: the capture thread puts batches, the task's thread takes them. */
public final class BatchQueue {

  /** For those who look before there is one. */
  static final BatchQueue EMPTY = new BatchQueue(new CaptureOptions.Volume(1, 1));

  private final CaptureOptions.Volume capacity;
  private final Deque<Waiting> batches = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int records;
  private long bytes;

  private record Waiting(Batch batch, long bytes) {}

  /**
   * An empty queue.
   *
   * @param capacity how much it holds; a single larger batch fits an empty queue
   */
  public BatchQueue(CaptureOptions.Volume capacity) {
    this.capacity = capacity;
  }

  /**
   * Called by the capture thread.
   *
   * @return whether the batch found room in time
   */
  boolean offer(Batch batch, Duration patience) throws InterruptedException {
    Waiting next = new Waiting(batch, batch.bytes());
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      while (records > 0 && capacity.isExceededBy(records + batch.size(), bytes + next.bytes())) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      batches.addLast(next);
      records += batch.size();
      bytes += next.bytes();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called by the task's thread.
   *
   * @param most how many records are wanted at the most; a single larger batch is given whole
   * @param patience how long to wait for the first
   * @return batches in order; empty when none came in time
   */
  public List<Batch> take(int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      while (batches.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return drain(most);
    } finally {
      lock.unlock();
    }
  }

  private List<Batch> drain(int most) {
    List<Batch> taken = new ArrayList<>();
    int size = 0;
    while (!batches.isEmpty() && (taken.isEmpty() || size + next().size() <= most)) {
      Waiting waiting = batches.removeFirst();
      taken.add(waiting.batch());
      size += waiting.batch().size();
      bytes -= waiting.bytes();
    }
    records -= size;
    changed.signalAll();
    return taken;
  }

  /** How many records wait now; callable from any thread, as the next two. */
  int records() {
    return locked(() -> records);
  }

  /** What they take, in bytes. */
  long bytes() {
    return locked(() -> bytes);
  }

  boolean isEmpty() {
    return records() == 0;
  }

  private <T> T locked(Supplier<T> reading) {
    lock.lock();
    try {
      return reading.get();
    } finally {
      lock.unlock();
    }
  }

  private Batch next() {
    return batches.getFirst().batch();
  }
}
