package io.sluice.transforms;

import io.sluice.change.TableId;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Gives tables other names on their way, in a source or in a sink.
 *
 * <p>A change gets the new name in {@code source.schema} and {@code source.table}, and its topic's
 * name follows if it is the one that Sluice gives to the table's changes. A watermark of the table
 * gets the new name too. All other records pass as they are. A tombstone, which names no table,
 * follows the topic of the changes before it. Used by one thread.
 */
public final class TableRename<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final Map<String, String> topics = new HashMap<>();
  private Targets targets = new Targets(RenameConfig.none());

  @Override
  public void configure(Map<String, ?> configs) {
    targets = new Targets(RenameConfig.rule(configs));
  }

  @Override
  public R apply(R record) {
    if (record.value() == null) {
      return moved(record, topics.getOrDefault(record.topic(), record.topic()), null);
    }
    Optional<TableReference> reference = TableReference.in(record.value());
    return reference.map(known -> renamed(record, known)).orElse(record);
  }

  private R renamed(R record, TableReference reference) {
    TableId target = targets.of(reference.table());
    if (target.equals(reference.table())) {
      return record;
    }
    String topic = topics.computeIfAbsent(record.topic(), old -> topic(old, reference, target));
    return moved(record, topic, reference.renamed(target));
  }

  /** The topic of the new name, if the record's is that of the old one. */
  private static String topic(String topic, TableReference reference, TableId target) {
    Optional<TopicNaming> naming =
        reference
            .pipeline()
            .map(TopicNaming::new)
            .filter(n -> n.data(reference.table()).equals(topic));
    return naming.map(n -> n.data(target)).orElse(topic);
  }

  private R moved(R record, String topic, Struct value) {
    if (value == null && topic.equals(record.topic())) {
      return record;
    }
    return record.newRecord(
        topic,
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        value,
        record.timestamp());
  }

  @Override
  public ConfigDef config() {
    return RenameConfig.DEFINITION;
  }

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public void close() {
    topics.clear();
  }
}
