package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A topic with two partitions, each of which is read on its own. */
class LooseOrderIT {

  private static final TableSchema NOTES = table("notes", 1, "id integer", "body text");
  private static final TopicPartition[] ALL = {
    Topics.of(NOTES), new TopicPartition(Topics.of(NOTES).topic(), 1)
  };
  private static final Map<String, String> TABLE = Map.of("apply.consistency", "table");

  private final Topics topics = new Topics();

  @Test
  void halvesOfAKeyChangeMayComeInAnyOrder() throws Exception {
    TargetDatabase target = TargetDatabase.create();
    try (RunningTask task = new RunningTask(target.endpoint(), TABLE, ALL)) {
      task.put(topics.insert(NOTES, "1", "old"));
      List<SinkRecord> halves =
          new ArrayList<>(topics.rekey(NOTES, List.of("1"), "2", "old").take());
      List<SinkRecord> later = topics.update(NOTES, "2", "new").take();
      SinkRecord created = halves.remove(halves.size() - 2);

      task.put(inSecond(created, 0));
      task.put(inSecond(later.get(0), 1));
      task.put(halves);
    }

    assertThat(target.rows("shop.notes")).containsExactly("(2,new)");
  }

  @Test
  void rowThatLeftALargeValueInAnotherPartitionIsRefused() throws Exception {
    TargetDatabase target = TargetDatabase.create();
    try (RunningTask task = new RunningTask(target.endpoint(), TABLE, ALL)) {
      task.put(topics.insert(NOTES, "1", "large"));

      assertThatThrownBy(() -> task.put(topics.rekey(NOTES, List.of("1"), "2", "?")))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("SLUICE-3016 ROW_OUT_OF_ORDER")
          .hasMessageContaining("ALTER TABLE \"shop\".\"notes\" REPLICA IDENTITY FULL;")
          .hasMessageContaining("SET next_offset = 4 WHERE connector = 'test-sink'");
    }

    assertThat(target.rows("shop.notes")).containsExactly("(1,large)");
  }

  private static List<SinkRecord> inSecond(SinkRecord record, long offset) {
    return Collections.singletonList(
        new SinkRecord(
            record.topic(),
            1,
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            offset,
            record.timestamp(),
            record.timestampType(),
            record.headers()));
  }
}
