package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that the target refuses, where somebody asked for them to be set aside. */
class DeadLetterIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");
  private static final TableSchema OTHERS = table("others", 1, "id integer", "n integer");
  private static final String HELD =
      "SELECT concat_ws(' ', topic, table_schema, table_name, key, code, partition, first_offset,"
          + " last_offset, last_change, records) FROM sluice.quarantine ORDER BY key";
  private static final String DIRTY =
      "SELECT concat_ws(' ', table_schema, table_name, keys, records) FROM sluice.dirty ORDER BY 1";
  private static final String NEXT =
      "SELECT next_offset FROM sluice.progress WHERE topic = 'p.shop.items'";

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text CONSTRAINT one_a UNIQUE"
            + " CONSTRAINT good CHECK (a <> 'secret'))");
  }

  @Test
  void refusedRowIsSetAsideWithWhatFollowsItAndTheRestIsApplied() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b"));
      task.put(
          topics
              .update(ITEMS, "1", "c")
              .update(ITEMS, "2", "secret")
              .insert(ITEMS, "3", "d")
              .update(ITEMS, "2", "e")
              .insert(ITEMS, "4", "secret")
              .delete(ITEMS, "2")
              .update(ITEMS, "3", "f"));

      assertThat(target.rows("shop.items")).containsExactly("(1,c)", "(2,b)", "(3,f)");
      assertThat(offsets(task)).containsExactly(3L, 5L, 6L, 7L);
      assertThat(task.connect.reasons)
          .allSatisfy(why -> assertThat(why).hasMessageNotContaining("secret"));
      assertThat(task.connect.reasons.get(0))
          .hasMessageContaining("CHECK_VIOLATED, SQLSTATE 23514, constraint \"good\"")
          .hasMessageContaining("p.shop.items-0-3");
    }

    assertThat(target.list(HELD))
        .containsExactly(
            "p.shop.items shop items {2} CHECK_VIOLATED 0 3 7 delete 3",
            "p.shop.items shop items {4} CHECK_VIOLATED 0 6 6 insert 1");
    assertThat(target.list(DIRTY)).containsExactly("shop items 2 4");
    assertThat(target.list(NEXT)).containsExactly("10");
  }

  @Test
  void laterChangesFollowAcrossRestartsUntilTheRowIsReadAgain() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a").update(ITEMS, "1", "secret"));
    }
    try (RunningTask task = start()) {
      task.put(topics.update(ITEMS, "1", "b").insert(ITEMS, "2", "z").update(ITEMS, "1", "c"));
      assertThat(offsets(task)).containsExactly(2L, 4L);
      assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,z)");

      task.put(topics.read(ITEMS, "1", "secret").update(ITEMS, "1", "d"));
      assertThat(offsets(task)).containsExactly(2L, 4L, 5L, 6L);
      assertThat(target.list(DIRTY)).containsExactly("shop items 1 5");

      task.put(topics.update(ITEMS, "1", "e").read(ITEMS, "1", "f").update(ITEMS, "1", "g"));
      assertThat(offsets(task)).containsExactly(2L, 4L, 5L, 6L, 7L);
      assertThat(target.rows("shop.items")).containsExactly("(1,g)", "(2,z)");
      assertThat(target.list(DIRTY)).isEmpty();
    }
  }

  @Test
  void truncateMendsItsTable() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "secret").insert(OTHERS, "1", "x"));
      assertThat(target.list(DIRTY)).containsExactly("shop items 1 1", "shop others 1 1");

      task.put(topics.update(ITEMS, "1", "b").truncate(ITEMS).insert(ITEMS, "1", "c"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,c)");
    assertThat(target.list(DIRTY)).containsExactly("shop others 1 1");
  }

  @Test
  void rowThatMovesStaysHeldUnderItsNewKey() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a").update(ITEMS, "1", "secret"));
      task.put(topics.rekey(ITEMS, List.of("1"), "2", "b"));
      task.put(topics.update(ITEMS, "2", "c").insert(ITEMS, "3", "d"));

      assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(3,d)");
      assertThat(target.list("SELECT key FROM sluice.quarantine ORDER BY 1"))
          .containsExactly("{1}", "{2}");
    }
  }

  @Test
  void whatTheOperatorTakesOutIsAppliedAgain() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "secret").insert(ITEMS, "2", "secret"));
      target.run(
          "INSERT INTO shop.items VALUES (1, 'by hand')",
          "DELETE FROM sluice.quarantine WHERE table_name = 'items' AND key = '{1}'");
      task.put(topics.update(ITEMS, "1", "b").update(ITEMS, "2", "c"));

      assertThat(target.rows("shop.items")).containsExactly("(1,b)");
      assertThat(offsets(task)).containsExactly(0L, 1L, 3L);
    }
  }

  @Test
  void tableThatIsMadeInTheSameBatchIsMadeAgainAfterARefusal() throws Exception {
    try (RunningTask task = start()) {
      task.put(
          topics
              .insert(OTHERS, "1", "1")
              .insert(ITEMS, "1", "a")
              .insert(OTHERS, "2", "secret")
              .insert(OTHERS, "3", "3")
              .insert(ITEMS, "2", "secret")
              .insert(OTHERS, "4", "4"));
      task.put(topics.insert(OTHERS, "5", "5").insert(ITEMS, "3", "c"));
    }

    assertThat(target.rows("shop.others")).containsExactly("(1,1)", "(3,3)", "(4,4)", "(5,5)");
    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(3,c)");
  }

  @Test
  void manyRefusedRowsAmongManyAreAllFound() throws Exception {
    try (RunningTask task = start()) {
      for (int i = 0; i < 2_000; i++) {
        topics.insert(ITEMS, "" + i, i % 200 == 7 ? "secret" : "v" + i);
      }
      task.put(topics);
      assertThat(offsets(task))
          .containsExactlyElementsOf(
              LongStream.range(0, 10).map(i -> i * 200 + 7).boxed().toList());
    }

    assertThat(target.list("SELECT count(*) FROM shop.items")).containsExactly("1990");
  }

  @Test
  void rowThatTakesAnothersUniqueValueIsSetAside() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b"));
      task.put(topics.update(ITEMS, "2", "a").insert(ITEMS, "3", "c"));

      assertThat(offsets(task)).containsExactly(2L);
    }
    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)", "(3,c)");
  }

  @Test
  void recordThatCannotBeReadIsSetAsideAndItsTopicIsDirty() throws Exception {
    List<SinkRecord> batch = new ArrayList<>(topics.insert(ITEMS, "1", "a").take());
    batch.add(new SinkRecord("p.shop.items", 0, null, "secret", null, "secret", 1));
    try (RunningTask task = start()) {
      task.put(batch);
      assertThat(offsets(task)).containsExactly(1L);
      assertThat(task.connect.reasons.get(0))
          .hasMessageContaining("RECORD_REFUSED")
          .hasMessageNotContaining("secret");
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)");
    assertThat(target.list(HELD))
        .containsExactly("p.shop.items   {} RECORD_REFUSED 0 1 1 unreadable 1");
    assertThat(target.list(NEXT)).containsExactly("2");
  }

  @Test
  void failureThatIsNotAboutDataStops() throws Exception {
    target.run(
        "CREATE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN RAISE 'broken' USING ERRCODE = 'XX000'; END$$",
        "CREATE TRIGGER fail BEFORE INSERT ON shop.items FOR EACH ROW"
            + " EXECUTE FUNCTION shop.fail()",
        "ALTER TABLE shop.items ENABLE ALWAYS TRIGGER fail");
    try (RunningTask task = start()) {
      assertThatThrownBy(() -> task.put(topics.insert(ITEMS, "1", "a")))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining("XX000");
      assertThat(task.connect.letters).isEmpty();
    }
  }

  @Test
  void tableWithoutAKeyStops() throws Exception {
    TableSchema bag = table("bag", 0, "n integer");
    try (RunningTask task = new RunningTask(target.endpoint(), properties(), Topics.of(bag))) {
      assertThatThrownBy(() -> task.put(topics.insert(bag, "secret")))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("VALUE_REFUSED");
      assertThat(task.connect.letters).isEmpty();
    }
  }

  @Test
  void moreRowsThanMayBeHeldStopWithoutATrace() throws Exception {
    Map<String, String> properties = properties();
    properties.put("errors.data.max.keys", "2");
    try (RunningTask task =
        new RunningTask(target.endpoint(), properties, Topics.of(ITEMS), Topics.of(OTHERS))) {
      topics.insert(ITEMS, "0", "a");
      for (int i = 1; i <= 3; i++) {
        topics.insert(ITEMS, "" + i, "secret");
      }
      assertThatThrownBy(() -> task.put(topics))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("QUARANTINE_FULL")
          .hasMessageContaining("CHECK_VIOLATED")
          .hasMessageContaining("p.shop.items-0-3");
    }

    assertThat(target.rows("shop.items")).isEmpty();
    assertThat(target.list(HELD)).isEmpty();
  }

  @Test
  void nothingIsCommittedBeforeTheLettersAreDurable() throws Exception {
    try (RunningTask task = start()) {
      task.connect.lettersAreDurable =
          CompletableFuture.failedFuture(new IllegalStateException("no broker"));
      List<SinkRecord> batch = topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "secret").take();
      assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
      assertThat(target.rows("shop.items")).isEmpty();
      assertThat(target.list(HELD)).isEmpty();

      task.connect.lettersAreDurable = CompletableFuture.completedFuture(null);
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)");
    assertThat(target.list(DIRTY)).containsExactly("shop items 1 1");
  }

  @Test
  void heldRowsKeepATaskFromGoingOnThatWouldApplyTheirChanges() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "secret"));
    }

    assertThatThrownBy(
            () -> new RunningTask(target.endpoint(), Topics.of(ITEMS), Topics.of(OTHERS)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("KEY_HELD");
    target.run("DELETE FROM sluice.quarantine");
    try (RunningTask task = new RunningTask(target.endpoint(), Topics.of(ITEMS))) {
      task.put(topics.insert(ITEMS, "1", "b"));
    }
    assertThat(target.rows("shop.items")).containsExactly("(1,b)");
  }

  private RunningTask start() {
    return new RunningTask(target.endpoint(), properties(), Topics.of(ITEMS), Topics.of(OTHERS));
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("errors.data.mode", "dead_letter");
    properties.put("errors.tolerance", "all");
    properties.put("errors.deadletterqueue.topic.name", "dead");
    return properties;
  }

  private static List<Long> offsets(RunningTask task) {
    return task.connect.letters.stream().map(SinkRecord::kafkaOffset).toList();
  }
}
