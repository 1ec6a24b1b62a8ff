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

  RunningTask(Endpoint target, TopicPartition... partitions) {
    task.initialize(connect);
    task.start(properties(target));
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
    task.put(topics.take());
  }

  void put(List<SinkRecord> records) {
    task.put(records);
  }

  @Override
  public void close() {
    task.stop();
  }
}
