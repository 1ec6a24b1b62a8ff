package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A target that restarts, comes back as a standby, and is promoted. */
class FailoverIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");

  private final Topics topics = new Topics();

  @Test
  void restartAndPromotionAreWaitedForWithoutLoss() throws Exception {
    try (OwnServer server = new OwnServer();
        RunningTask task = new RunningTask(server.endpoint(), Topics.of(ITEMS))) {
      TargetDatabase target = new TargetDatabase(server.endpoint());
      task.put(topics.insert(ITEMS, "1", "a"));
      List<SinkRecord> second = topics.insert(ITEMS, "2", "b").take();

      server.stop();
      assertRetried(task, second, "CONNECTION_LOST", "SERVER_STOPPING");
      assertRetried(task, second, "CONNECTION_LOST, SQLSTATE 08001");
      server.start();
      task.put(second);
      assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");

      List<SinkRecord> third = topics.update(ITEMS, "1", "c").take();
      server.stop();
      server.becomeStandby();
      server.start();
      assertRetried(task, third, "CONNECTION_LOST", "SERVER_STOPPING");
      assertRetried(task, third, "READ_ONLY, SQLSTATE 25006");
      target.run("SELECT pg_promote()");
      task.put(third);
      assertThat(target.rows("shop.items")).containsExactly("(1,c)", "(2,b)");
    }
  }

  private static void assertRetried(RunningTask task, List<SinkRecord> batch, String... any) {
    assertThatThrownBy(() -> task.put(batch))
        .isInstanceOf(RetriableException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).containsAnyOf(any));
  }
}
