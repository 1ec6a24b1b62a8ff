package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A real task, driven as Connect drives it. */
final class RunningTask implements AutoCloseable {

  final RecordedConnect connect = new RecordedConnect();
  final PostgresSinkTask task = new PostgresSinkTask();
  private final List<TopicPartition> partitions;

  RunningTask(Endpoint target, TopicPartition... partitions) {
    this(target, Map.of(), partitions);
  }

  RunningTask(Endpoint target, Map<String, String> more, TopicPartition... partitions) {
    this.partitions = List.of(partitions);
    task.initialize(connect);
    Map<String, String> properties = properties(target);
    properties.putAll(more);
    task.start(properties);
    task.open(List.of(partitions));
  }

  static Map<String, String> properties(Endpoint target) {
    Map<String, String> properties = new HashMap<>();
    properties.put("name", "test-sink");
    properties.put("topics.regex", "p\\..*");
    properties.put("database.hostname", target.host());
    properties.put("database.port", Integer.toString(target.port()));
    properties.put("database.dbname", target.database());
    properties.put("database.user", target.user());
    properties.put("database.password", target.password().value());
    return properties;
  }

  void put(Topics topics) {
    put(topics.take());
  }

  /**
   * Delivers those records that come from partitions of the task, and comes again as long as it
   * asks for it.
   */
  void put(List<SinkRecord> records) {
    task.put(records.stream().filter(record -> partitions.contains(from(record))).toList());
    while (connect.takeTimeout() >= 0) {
      task.put(List.of());
    }
  }

  private static TopicPartition from(SinkRecord record) {
    return new TopicPartition(record.topic(), record.kafkaPartition());
  }

  @Override
  public void close() {
    task.stop();
  }
}
