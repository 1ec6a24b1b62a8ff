package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Triggers and foreign keys of the target that act. */
class TriggersIT {

  private static final TableSchema PART = table("part", 1, "id integer", "whole integer", "a text");
  private static final TableSchema WHOLE = table("whole", 1, "id integer", "a text");
  private static final Map<String, String> LIVE = Map.of("session.replication.role", "origin");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.whole (id int PRIMARY KEY, a text UNIQUE)",
        "CREATE TABLE shop.part (id int PRIMARY KEY, whole int REFERENCES shop.whole, a text)",
        "CREATE TABLE public.done (what text)",
        "CREATE FUNCTION public.count() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN INSERT INTO public.done VALUES (TG_OP || COALESCE(NEW.id, OLD.id));"
            + " RETURN NULL; END$$",
        "CREATE TRIGGER count AFTER INSERT OR UPDATE OR DELETE ON shop.whole"
            + " FOR EACH ROW EXECUTE FUNCTION public.count()");
  }

  @Test
  void triggerThatIsAlwaysEnabledCountsEachRowOnceThoughAnAttemptWasUndone() throws Exception {
    target.run("ALTER TABLE shop.whole ENABLE ALWAYS TRIGGER count");
    try (RunningTask task = start(Map.of())) {
      task.put(topics.read(WHOLE, "1", "a").read(WHOLE, "2", "b"));
      task.put(topics.update(WHOLE, "1", "tmp").update(WHOLE, "2", "a").update(WHOLE, "1", "b"));
      task.put(topics.read(WHOLE, "3", "c").read(WHOLE, "2", "a"));
    }

    assertThat(target.rows("shop.whole")).containsExactly("(1,b)", "(2,a)", "(3,c)");
    assertThat(done())
        .containsExactly(
            "INSERT1", "INSERT2", "UPDATE1", "UPDATE2", "UPDATE1", "UPDATE2", "INSERT3");
  }

  /** Where it is quiet, so are the triggers that check what may wait for the end. */
  @Test
  void uniqueConstraintThatMayWaitIsNotCheckedUnlessTriggersFire() throws Exception {
    target.run("ALTER TABLE shop.part ADD UNIQUE (a) DEFERRABLE");
    try (RunningTask task = start(Map.of())) {
      task.put(topics.insert(PART, "1", null, "x").insert(PART, "2", null, "x"));
    }

    assertThat(target.rows("shop.part")).containsExactly("(1,,x)", "(2,,x)");
    try (RunningTask task = start(LIVE)) {
      assertThatThrownBy(() -> task.put(topics.insert(PART, "3", null, "x")))
          .hasMessageContaining("UNIQUE_CONFLICT");
    }
  }

  @Test
  void triggersFireAndForeignKeysHoldWhereThatIsWanted() throws Exception {
    try (RunningTask task = start(LIVE)) {
      task.put(topics.insert(WHOLE, "1", "a").insert(PART, "10", "1", "x"));

      assertThat(done()).containsExactly("INSERT1");
      assertThatThrownBy(() -> task.put(topics.insert(PART, "11", "7", "secret")))
          .hasMessageContaining("p.shop.part-0-1")
          .hasMessageContaining("constraint \"part_whole_fkey\"")
          .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("secret"));
    }
    assertThat(target.rows("shop.part")).containsExactly("(10,1,x)");
  }

  @Test
  void tablesFollowTheSourcesOrderWhereForeignKeysAsk() throws Exception {
    try (RunningTask task = start(LIVE)) {
      task.put(topics.insert(WHOLE, "1", "a").insert(PART, "9", "1", "x"));
      task.put(topics.insert(WHOLE, "2", "b").update(PART, "9", "2", "x").delete(WHOLE, "1"));
      task.put(topics.update(PART, "9", null, "x").delete(WHOLE, "2").insert(WHOLE, "3", "b"));
    }

    assertThat(target.rows("shop.part")).containsExactly("(9,,x)");
    assertThat(done()).containsExactly("INSERT1", "INSERT2", "DELETE1", "DELETE2", "INSERT3");
  }

  @Test
  void whatRefersToARowThatMovesStays() throws Exception {
    target.run(
        "ALTER TABLE shop.part DROP CONSTRAINT part_whole_fkey, ADD FOREIGN KEY (whole)"
            + " REFERENCES shop.whole ON DELETE CASCADE ON UPDATE CASCADE");
    try (RunningTask task = start(LIVE)) {
      task.put(topics.insert(WHOLE, "1", "a").insert(PART, "10", "1", "big"));
      task.put(topics.rekey(WHOLE, List.of("1"), "2", "a").update(PART, "10", "2", "?"));
    }

    assertThat(target.rows("shop.part")).containsExactly("(10,2,big)");
  }

  @Test
  void tablesThatOneStatementEmptiesAreEmptiedTogether() throws Exception {
    try (RunningTask task = start(LIVE)) {
      task.put(topics.insert(WHOLE, "1", "a").insert(PART, "10", "1", "x"));
      task.put(topics.truncate(WHOLE).truncate(PART).insert(WHOLE, "2", "b"));
    }

    assertThat(target.rows("shop.whole")).containsExactly("(2,b)");
    assertThat(target.rows("shop.part")).isEmpty();
  }

  private List<String> done() throws Exception {
    return target.list("SELECT what FROM public.done ORDER BY xmin::text::bigint, ctid");
  }

  private RunningTask start(Map<String, String> changed) {
    return new RunningTask(target.endpoint(), changed, Topics.of(PART), Topics.of(WHOLE));
  }
}
