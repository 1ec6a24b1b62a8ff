package io.sluice.sink.connect;

import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.target.DeadLetters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The way to Connect's own dead-letter topic. It keeps the records that have come until they are
 * durable, because a letter is the record as it was. The task's thread puts records in; whoever
 * writes to the target sends them.
 */
final class Letterbox implements DeadLetters {

  private final ErrantRecordReporter reporter;
  private final Map<PartitionId, ConcurrentNavigableMap<Long, SinkRecord>> records =
      new ConcurrentHashMap<>();
  private final List<Future<Void>> sent = new ArrayList<>();

  Letterbox(ErrantRecordReporter reporter) {
    this.reporter = reporter;
  }

  void keep(Collection<SinkRecord> batch) {
    for (SinkRecord record : batch) {
      PartitionId from = new PartitionId(record.originalTopic(), record.originalKafkaPartition());
      records
          .computeIfAbsent(from, partition -> new ConcurrentSkipListMap<>())
          .put(record.originalKafkaOffset(), record);
    }
  }

  /** What is from before these offsets is durable. */
  void forgetBefore(Map<PartitionId, Long> nextOffsets) {
    nextOffsets.forEach(
        (partition, next) -> {
          if (records.containsKey(partition)) {
            records.get(partition).headMap(next).clear();
          }
        });
  }

  /** All records come again. */
  void forgetAll() {
    records.clear();
  }

  @Override
  public void send(Arrival record, RuntimeException why) {
    sent.add(reporter.report(records.get(record.from()).get(record.offset()), why));
  }

  @Override
  public void await() {
    List<Future<Void>> letters = List.copyOf(sent);
    sent.clear();
    letters.forEach(Letterbox::await);
  }

  private static void await(Future<Void> letter) {
    try {
      letter.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while dead letters were sent", stopped);
    } catch (ExecutionException failed) {
      throw new RetriableException("a dead letter cannot be sent", failed.getCause());
    }
  }
}
