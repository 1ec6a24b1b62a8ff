package io.sluice.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;

/** The records of one capture, in order. Filled by the capture's thread, emptied by the test's. */
final class RecordQueue {

  private static final long PATIENCE_SECONDS = 60;

  private final String capture;
  private final BlockingQueue<SourceRecord> records = new LinkedBlockingQueue<>();

  /**
   * @param capture whose records these are, for messages
   */
  RecordQueue(String capture) {
    this.capture = capture;
  }

  void add(SourceRecord record) {
    records.add(record);
  }

  /**
   * Takes the records up to one, and that one.
   *
   * @throws AssertionError if it does not come
   */
  List<SourceRecord> upTo(Predicate<SourceRecord> last) throws InterruptedException {
    List<SourceRecord> taken = new ArrayList<>();
    do {
      SourceRecord record = records.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (record == null) {
        throw new AssertionError(capture + " stopped after " + taken.size() + " records");
      }
      taken.add(record);
    } while (!last.test(taken.get(taken.size() - 1)));
    return taken;
  }
}
