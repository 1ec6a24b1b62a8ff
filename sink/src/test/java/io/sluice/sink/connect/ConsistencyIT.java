package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of several topics come in any order; the target holds states of the source. */
class ConsistencyIT {

  private static final TableSchema LEFT = table("left_accounts", 1, "id integer", "money integer");
  private static final TableSchema RIGHT =
      table("right_accounts", 1, "id integer", "money integer");
  private static final TopicPartition[] ALL = {
    Topics.of(LEFT), Topics.of(RIGHT), Topics.watermarks()
  };

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void nobodySeesHalfATransactionInWhateverOrderTopicsAreRead() throws Exception {
    Random random = new Random(5);
    try (RunningTask task = new RunningTask(target.endpoint(), ALL)) {
      task.put(topics.insert(LEFT, "1", "100").insert(RIGHT, "1", "100"));
      List<SinkRecord> log = new ArrayList<>();
      for (int money = 1; money <= 40; money++) {
        topics.update(LEFT, "1", Integer.toString(100 - money));
        topics.update(RIGHT, "1", Integer.toString(100 + money));
        log.addAll(topics.take());
      }

      while (!log.isEmpty()) {
        task.put(someOf(log, ALL[random.nextInt(ALL.length)], random.nextInt(4)));
        assertThat(sum()).containsExactly("200");
      }
    }

    assertThat(target.rows("shop.left_accounts")).containsExactly("(1,60)");
  }

  @Test
  void transactionThatIsLargerThanTheBufferIsOneTransactionOfTheTarget() throws Exception {
    try (RunningTask task =
        new RunningTask(target.endpoint(), Map.of("apply.buffer.bytes", "1"), ALL)) {
      task.put(topics.insert(LEFT, "0", "0").take(true));

      task.put(topics.insert(LEFT, "1", "1").take(false));
      task.put(topics.insert(LEFT, "2", "2").take(false));
      assertThat(target.rows("shop.left_accounts")).containsExactly("(0,0)");
      task.put(topics.insert(LEFT, "3", "3").insert(RIGHT, "1", "1").take(true));
    }

    assertThat(target.rows("shop.left_accounts"))
        .containsExactly("(0,0)", "(1,1)", "(2,2)", "(3,3)");
    assertThat(target.rows("shop.right_accounts")).containsExactly("(1,1)");
  }

  @Test
  void rebalanceInTheMiddleOfATransactionLeavesNoHalfOfIt() throws Exception {
    try (RunningTask task =
        new RunningTask(target.endpoint(), Map.of("apply.buffer.bytes", "1"), ALL)) {
      task.put(topics.insert(LEFT, "0", "0").take(true));
      List<SinkRecord> all = new ArrayList<>(topics.insert(LEFT, "1", "1").take(false));
      task.put(all);

      task.task.open(List.of(new TopicPartition("p.shop.new_accounts", 0)));
      assertThat(target.rows("shop.left_accounts")).containsExactly("(0,0)");
      all.addAll(topics.insert(RIGHT, "1", "1").take(true));
      task.put(all);
    }

    assertThat(target.rows("shop.left_accounts")).containsExactly("(0,0)", "(1,1)");
    assertThat(target.rows("shop.right_accounts")).containsExactly("(1,1)");
  }

  @Test
  void topicThatIsFarAheadIsPausedUntilTheOthersCome() throws Exception {
    try (RunningTask task =
        new RunningTask(target.endpoint(), Map.of("apply.buffer.bytes", "1"), ALL)) {
      List<SinkRecord> batch = topics.insert(LEFT, "1", "1").insert(RIGHT, "1", "1").take();
      task.put(someOf(new ArrayList<>(batch), Topics.of(LEFT), 1));
      assertThat(task.connect.paused).containsExactlyInAnyOrder(Topics.of(LEFT), Topics.of(RIGHT));

      task.put(batch);

      assertThat(task.connect.paused).isEmpty();
      assertThat(target.rows("shop.right_accounts")).containsExactly("(1,1)");
    }
  }

  @Test
  void recordThatATopicHasLostStopsTheSink() throws Exception {
    try (RunningTask task = new RunningTask(target.endpoint(), ALL)) {
      List<SinkRecord> lost = topics.insert(LEFT, "1", "1").take();
      List<SinkRecord> next = topics.insert(LEFT, "2", "2").take();

      task.put(lost.subList(1, 2));
      assertThatThrownBy(() -> task.put(next))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("RECORDS_MISSING")
          .hasMessageContaining("p.shop.left_accounts");
    }
  }

  /** The first records of a partition are taken out of a log. */
  private static List<SinkRecord> someOf(List<SinkRecord> log, TopicPartition partition, int most) {
    List<SinkRecord> some =
        log.stream().filter(r -> r.topic().equals(partition.topic())).limit(most).toList();
    log.removeAll(some);
    return some;
  }

  private List<String> sum() throws Exception {
    return target.list(
        "SELECT (SELECT sum(money) FROM shop.left_accounts)"
            + " + (SELECT sum(money) FROM shop.right_accounts)");
  }
}
