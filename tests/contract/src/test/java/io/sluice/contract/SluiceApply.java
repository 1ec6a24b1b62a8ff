package io.sluice.contract;

import io.sluice.sink.connect.PostgresSinkTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Our sink connector's task, driven as a worker drives it. */
final class SluiceApply {

  /** Batches end in the middle of whatever is going on. */
  private static final int RECORDS_A_BATCH = 37;

  private SluiceApply() {}

  /**
   * Applies records to a database.
   *
   * @param changed keys of the task's configuration
   */
  static void apply(
      SourceServer server, String database, List<SinkRecord> records, Map<String, String> changed) {
    PostgresSinkTask task = new PostgresSinkTask();
    ImpatientConnect connect = new ImpatientConnect();
    task.initialize(connect);
    task.start(configuration(server, database, changed));
    try {
      task.open(
          records.stream()
              .map(record -> new TopicPartition(record.topic(), record.kafkaPartition()))
              .distinct()
              .toList());
      for (int i = 0; i < records.size(); i += RECORDS_A_BATCH) {
        task.put(records.subList(i, Math.min(records.size(), i + RECORDS_A_BATCH)));
        while (connect.comesAgain()) {
          task.put(List.of());
        }
      }
    } finally {
      task.stop();
    }
  }

  private static Map<String, String> configuration(
      SourceServer server, String database, Map<String, String> changed) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("name", database);
    configuration.put("topics.regex", ".*");
    configuration.put("database.hostname", "localhost");
    configuration.put("database.port", Integer.toString(server.port()));
    configuration.put("database.user", SourceServer.USER);
    configuration.put("database.password", "");
    configuration.put("database.dbname", database);
    configuration.put("database.sslmode", "disable");
    configuration.putAll(changed);
    return configuration;
  }
}
