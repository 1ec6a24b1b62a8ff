package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableSchema;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target is written to by its own sessions as well. */
class ConflictIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text", "b text");

  /** 2001 and 2100: before and after whatever a test writes itself. */
  private static final long PAST = 978_307_200_000_001L;

  private static final long FUTURE = 4_102_444_800_000_001L;

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run(
        "CREATE SCHEMA shop", "CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text)");
  }

  @Test
  void transactionsHaveThePlaceAndTimeOfTheSourcesCommit() throws Exception {
    try (RunningTask task = start(Map.of())) {
      task.put(topics.commit(PAST).insert(ITEMS, "1", "a", "b"));
      task.put(topics.commit(PAST + 5_000_000).insert(ITEMS, "2", "a", "b"));

      assertThat(commits())
          .containsExactly(
              "1 2001-01-01 00:00:00.000001+00 sluice:test-sink:0",
              "2 2001-01-01 00:00:05.000001+00 sluice:test-sink:0");
      assertThat(
              target.list(
                  "SELECT remote_lsn FROM pg_replication_origin_status"
                      + " WHERE external_id = 'sluice:test-sink:0'"))
          .containsExactly("0/120");
    }
  }

  @Test
  void eachTransactionOfTheSourceKeepsItsTimeWhereTheLastUpdateWins() throws Exception {
    try (RunningTask task = start(Map.of("conflict.mode", "last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .insert(ITEMS, "1", "a", "b")
              .commit(PAST + 5_000_000)
              .insert(ITEMS, "2", "a", "b"));
    }

    assertThat(commits())
        .containsExactly(
            "1 2001-01-01 00:00:00.000001+00 sluice:test-sink:0",
            "2 2001-01-01 00:00:05.000001+00 sluice:test-sink:0");
  }

  @Test
  void insertOntoARowOfSomebodyElseStops() throws Exception {
    local("INSERT INTO shop.items VALUES (1, 'here', 'x')");

    stops(topics.insert(ITEMS, "1", "secret", "y"))
        .hasMessageContaining("SLUICE-3031")
        .hasMessageContaining("INSERT_EXISTS: ")
        .hasMessageContaining("p.shop.items-0-0")
        .hasMessageContaining("table shop.items with key [id]")
        .hasMessageContaining("To do: ");
    assertThat(target.rows("shop.items")).containsExactly("(1,here,x)");
  }

  @Test
  void changesOfARowThatSomebodyElseWroteLastStop() throws Exception {
    local("INSERT INTO shop.items VALUES (1, 'here', 'x')");

    stops(topics.update(ITEMS, "1", "secret", "?")).hasMessageContaining("UPDATE_ORIGIN_DIFFERS: ");
    stops(topics.delete(ITEMS, "1")).hasMessageContaining("DELETE_ORIGIN_DIFFERS: ");
    assertThat(target.rows("shop.items")).containsExactly("(1,here,x)");
  }

  @Test
  void rowsThatOnlyTheSinkWroteAreNoConflict() throws Exception {
    try (RunningTask task = start(Map.of("conflict.mode", "error"))) {
      task.put(topics.read(ITEMS, "1", "a", "big").read(ITEMS, "2", "b", "big"));
      task.put(
          topics
              .update(ITEMS, "1", "z", "?")
              .insert(ITEMS, "3", "c", "x")
              .delete(ITEMS, "2")
              .rekey(ITEMS, List.of("3"), "4", "d", "?")
              .rekey(ITEMS, List.of("1"), "5", "e", "?"));
      task.put(topics.read(ITEMS, "5", "f", "big").update(ITEMS, "4", "g", "?"));
      task.put(topics.rekey(ITEMS, List.of("5"), "6", "h", "?").insert(ITEMS, "5", "i", "y"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(4,g,x)", "(5,i,y)", "(6,h,big)");
  }

  @Test
  void rowsOfSomebodyElseAreKeptAndAllOthersWritten() throws Exception {
    try (RunningTask task = start(recording("keep"))) {
      task.put(topics.insert(ITEMS, "1", "a", "b").insert(ITEMS, "2", "a", "b"));
      local("UPDATE shop.items SET a = 'here'", "INSERT INTO shop.items VALUES (3, 'here', 'x')");
      task.put(
          topics
              .update(ITEMS, "1", "there", "?")
              .delete(ITEMS, "2")
              .insert(ITEMS, "3", "there", "y")
              .insert(ITEMS, "4", "there", "y"));
      task.put(topics.rekey(ITEMS, List.of("1"), "5", "there", "?"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,here,b)", "(2,here,b)", "(3,here,x)", "(4,there,y)");
    assertThat(conflicts())
        .containsExactly(
            "(1) update_origin_differs keep 2",
            "(2) delete_origin_differs keep 3",
            "(3) insert_exists keep 5",
            "(1) update_origin_differs keep 7");
  }

  @Test
  void laterOfTwoCommitsWins() throws Exception {
    local(
        "INSERT INTO shop.items SELECT i, 'here', 'x' FROM generate_series(1, 6) i",
        "INSERT INTO shop.items VALUES (9, 'here', 'x')");
    try (RunningTask task = start(recording("last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .insert(ITEMS, "1", "old", "y")
              .update(ITEMS, "2", "old", "?")
              .delete(ITEMS, "3")
              .commit(FUTURE)
              .insert(ITEMS, "4", "new", "y")
              .update(ITEMS, "5", "new", "?")
              .delete(ITEMS, "6")
              .rekey(ITEMS, List.of("9"), "8", "new", "?"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly(
            "(1,here,x)", "(2,here,x)", "(3,here,x)", "(4,new,y)", "(5,new,x)", "(8,new,x)");
    assertThat(conflicts())
        .containsExactlyInAnyOrder(
            "(1) insert_exists keep 0",
            "(2) update_origin_differs keep 1",
            "(3) delete_origin_differs keep 2",
            "(4) insert_exists apply 4",
            "(5) update_origin_differs apply 5",
            "(6) delete_origin_differs apply 6",
            "(9) update_origin_differs apply 8");
  }

  @Test
  void rowsOfTheCopyAreOlderThanWhateverIsThere() throws Exception {
    local("INSERT INTO shop.items VALUES (1, 'here', 'x')");
    try (RunningTask task = start(recording("last_update_wins"))) {
      task.put(topics.commit(FUTURE).read(ITEMS, "1", "copy", "y").read(ITEMS, "2", "copy", "y"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,here,x)", "(2,copy,y)");
    assertThat(conflicts()).containsExactly("(1) insert_exists keep 0");
  }

  @Test
  void ofTwoCommitsAtTheSameMicrosecondTheGreaterRowWins() throws Exception {
    target.run(
        "SELECT pg_replication_origin_create('elsewhere')",
        "INSERT INTO shop.items VALUES (1, 'm', 'x'), (2, 'm', 'x'), (3, 'm', 'x')");
    at(PAST, "UPDATE shop.items SET b = 'y'");
    try (RunningTask task = start(Map.of("conflict.mode", "last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .update(ITEMS, "1", "z", "there")
              .update(ITEMS, "2", "a", "there")
              .delete(ITEMS, "3"));
    } finally {
      target.run("SELECT pg_replication_origin_drop('elsewhere')");
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,z,there)", "(2,m,y)", "(3,m,y)");
  }

  @Test
  void rowsOfPartitionsAreJudgedAsWell() throws Exception {
    target.run(
        "DROP TABLE shop.items",
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text) PARTITION BY RANGE (id)",
        "CREATE TABLE shop.low (b text, id int NOT NULL, a text)",
        "ALTER TABLE shop.items ATTACH PARTITION shop.low FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE shop.high PARTITION OF shop.items DEFAULT");
    local("INSERT INTO shop.items VALUES (1, 'here', 'x'), (20, 'here', 'x'), (30, 'here', 'x')");
    try (RunningTask task = start(recording("last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .insert(ITEMS, "1", "old", "y")
              .delete(ITEMS, "30")
              .insert(ITEMS, "2", "a", "b")
              .commit(FUTURE)
              .update(ITEMS, "20", "new", "?"));
      local("DELETE FROM shop.items WHERE id = 2");
      task.put(topics.commit(PAST).update(ITEMS, "2", "old", "y"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,here,x)", "(20,new,x)", "(30,here,x)");
  }

  @Test
  void deletesAreRememberedByWhomeverTheyWere() throws Exception {
    try (RunningTask task = start(recording("last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .insert(ITEMS, "1", "a", "b")
              .insert(ITEMS, "2", "a", "b")
              .insert(ITEMS, "3", "a", "b"));
      local(
          "SET TimeZone = 'Asia/Tokyo'",
          "DELETE FROM shop.items WHERE id = 1",
          "UPDATE shop.items SET id = 4 WHERE id = 2");
      task.put(
          topics
              .commit(PAST + 1)
              .update(ITEMS, "1", "old", "b")
              .insert(ITEMS, "2", "old", "b")
              .delete(ITEMS, "3")
              .commit(FUTURE)
              .insert(ITEMS, "3", "ours", "b")
              .update(ITEMS, "2", "new", "b"));
      task.put(topics.read(ITEMS, "1", "copy", "b"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(2,new,b)", "(3,ours,b)", "(4,a,b)");
    assertThat(conflicts())
        .containsExactly(
            "(1) update_deleted keep 3",
            "(2) update_deleted keep 4",
            "(2) update_deleted apply 8",
            "(1) update_deleted keep 9");
  }

  @Test
  void deletesAreForgottenAfterATime() throws Exception {
    Map<String, String> brief = new HashMap<>(recording("last_update_wins"));
    try (RunningTask task = start(brief)) {
      task.put(topics.insert(ITEMS, "1", "a", "b"));
      local("DELETE FROM shop.items");
    }
    brief.put("conflict.tombstone.retention.ms", "1");
    try (RunningTask task = start(brief)) {
      task.put(topics.insert(ITEMS, "2", "a", "b"));
    }

    assertThat(target.list("SELECT key FROM sluice.tombstones")).isEmpty();
  }

  @Test
  void roleThatMayDeleteNeedsNoRightsForThat() throws Exception {
    try (RunningTask task = start(Map.of("conflict.mode", "last_update_wins"))) {
      task.put(topics.insert(ITEMS, "1", "a", "b"));
    }
    target.run(
        "GRANT USAGE ON SCHEMA shop TO guarded",
        "GRANT SELECT, DELETE ON shop.items TO guarded",
        "SET ROLE guarded",
        "DELETE FROM shop.items WHERE id = 1");

    assertThat(target.list("SELECT relation || key FROM sluice.tombstones"))
        .containsExactly("\"shop\".\"items\"(1)");
  }

  @Test
  void tablesWithoutAKeyAreAppliedAsAlways() throws Exception {
    TableSchema bag = table("bag", 0, "a text");
    try (RunningTask task =
        new RunningTask(
            target.endpoint(),
            Map.of("conflict.mode", "keep"),
            Topics.of(bag),
            Topics.watermarks())) {
      task.put(topics.insert(bag, "x").insert(bag, "x"));
      task.put(topics.remove(bag, "x"));
    }

    assertThat(target.rows("shop.bag")).containsExactly("(x)");
  }

  @Test
  void rowThatComesWhileTheSinkWritesIsJudgedAsWell() throws Exception {
    try (RunningTask task = start(Map.of("conflict.mode", "last_update_wins"));
        Connection session = target.endpoint().connect("local");
        Statement statement = session.createStatement()) {
      task.put(topics.insert(ITEMS, "7", "a", "b"));
      session.setAutoCommit(false);
      statement.execute("INSERT INTO shop.items VALUES (1, 'here', 'x')");
      topics.commit(FUTURE).insert(ITEMS, "1", "there", "y").insert(ITEMS, "2", "there", "y");
      var put = CompletableFuture.runAsync(() -> task.put(topics));
      await()
          .until(
              () ->
                  !target
                      .list(
                          "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'transactionid'"
                              + " AND datname = current_database()")
                      .isEmpty());
      session.commit();
      put.join();
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,there,y)", "(2,there,y)", "(7,a,b)");
  }

  @Test
  void missingRowsAreMissingOnlyOnceTheTableIsCopied() throws Exception {
    Map<String, String> strict =
        Map.of("update.missing.row.mode", "error", "delete.missing.row.mode", "error");
    try (RunningTask task = start(strict)) {
      task.put(topics.update(ITEMS, "1", "a", "b").delete(ITEMS, "2").update(ITEMS, "3", "a", "?"));
      task.put(topics.done(ITEMS));
      task.put(topics.insert(ITEMS, "4", "a", "b").update(ITEMS, "1", "c", "?").delete(ITEMS, "4"));

      assertThatThrownBy(() -> task.put(topics.update(ITEMS, "9", "secret", "b")))
          .hasMessageContaining("UPDATE_MISSING: ")
          .hasMessageContaining("update.missing.row.mode");
    }
    assertThat(target.rows("shop.items")).containsExactly("(1,c,b)");
    try (RunningTask task = start(strict)) {
      assertThatThrownBy(() -> task.put(topics.delete(ITEMS, "9")))
          .hasMessageContaining("DELETE_MISSING: ");
    }
  }

  @Test
  void missingRowsMayBeLeftMissing() throws Exception {
    Map<String, String> lax = new HashMap<>(recording("apply"));
    lax.put("update.missing.row.mode", "ignore");
    try (RunningTask task = start(lax)) {
      task.put(topics.done(ITEMS).insert(ITEMS, "1", "a", "b"));
      task.put(
          topics
              .update(ITEMS, "8", "there", "y")
              .update(ITEMS, "9", "there", "?")
              .delete(ITEMS, "7")
              .update(ITEMS, "1", "there", "?"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,there,b)");
    assertThat(conflicts())
        .containsExactlyInAnyOrder(
            "(8) update_missing keep 1", "(9) update_missing keep 2", "(7) delete_missing keep 3");
    try (RunningTask task = start(lax)) {
      task.put(topics.truncate(ITEMS).update(ITEMS, "5", "copied again", "y"));
    }
    assertThat(target.rows("shop.items")).containsExactly("(5,\"copied again\",y)");
  }

  @Test
  void rowOfSomebodyElseThatHoldsAUniqueValueGoesIfTheChangeWins() throws Exception {
    uniqueA();
    try (RunningTask task = start(recording("apply"))) {
      task.put(
          topics
              .insert(ITEMS, "1", "free", "y")
              .insert(ITEMS, "2", "p", "y")
              .update(ITEMS, "1", "q", "?"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,q,y)", "(2,p,y)");
    assertThat(conflicts())
        .containsExactly("(100) insert_exists apply 1", "(101) update_exists apply 2");
  }

  @Test
  void changeThatWantsAUniqueValueOfSomebodyElseIsLeftOutIfItLoses() throws Exception {
    uniqueA();
    try (RunningTask task = start(recording("keep"))) {
      task.put(topics.insert(ITEMS, "1", "free", "y"));
      task.put(topics.insert(ITEMS, "2", "p", "y").update(ITEMS, "1", "q", "z"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,free,y)", "(100,p,x)", "(101,q,x)");
    assertThat(conflicts())
        .containsExactly("(100) insert_exists keep 1", "(101) update_exists keep 2");
  }

  @Test
  void uniqueValueGoesToTheLaterCommit() throws Exception {
    uniqueA();
    try (RunningTask task = start(recording("last_update_wins"))) {
      task.put(
          topics
              .commit(PAST)
              .insert(ITEMS, "1", "free", "y")
              .update(ITEMS, "1", "p", "y")
              .commit(FUTURE)
              .insert(ITEMS, "2", "q", "y"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(100,p,x)", "(2,q,y)");
  }

  @Test
  void uniqueValueOfSomebodyElseStops() throws Exception {
    uniqueA();

    stops(topics.insert(ITEMS, "1", "p", "secret")).hasMessageContaining("INSERT_EXISTS: ");
  }

  @Test
  void oneRowInTheWayOfSeveralValuesIsToldFromSeveral() throws Exception {
    uniqueA();
    target.run("UPDATE shop.items SET b = a", "ALTER TABLE shop.items ADD UNIQUE (b)");
    try (RunningTask task = start(recording("apply"))) {
      task.put(topics.insert(ITEMS, "1", "p", "q"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,p,q)");
    assertThat(conflicts())
        .containsExactlyInAnyOrder(
            "(100) multiple_unique_conflicts apply 0", "(101) multiple_unique_conflicts apply 0");
  }

  private void uniqueA() throws Exception {
    target.run(
        "DROP TABLE shop.items",
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text UNIQUE, b text)");
    local("INSERT INTO shop.items VALUES (100, 'p', 'x'), (101, 'q', 'x')");
  }

  private void local(String... sql) throws Exception {
    target.run(sql);
  }

  /** As another origin whose transaction was committed there at this time. */
  private void at(long micros, String sql) throws Exception {
    target.run(
        "SELECT pg_replication_origin_session_setup('elsewhere')",
        "BEGIN",
        "SELECT pg_replication_origin_xact_setup('0/1', 'epoch'::timestamptz + interval '1 us' * "
            + micros
            + ")",
        sql,
        "COMMIT",
        "SELECT pg_replication_origin_session_reset()");
  }

  private List<String> commits() throws Exception {
    return target.list(
        "SELECT concat_ws(' ', t.id, c.timestamp, o.roname)"
            + " FROM shop.items t, pg_xact_commit_timestamp_origin(t.xmin) c,"
            + " pg_replication_origin o WHERE o.roident = c.roident ORDER BY t.id");
  }

  private List<String> conflicts() throws Exception {
    return target.list(
        "SELECT concat_ws(' ', key, kind, resolution, \"offset\") FROM sluice.conflicts ORDER BY id");
  }

  private AbstractThrowableAssert<?, ?> stops(Topics written) {
    try (RunningTask task = start(Map.of("conflict.mode", "error"))) {
      return assertThatThrownBy(() -> task.put(written))
          .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("secret"));
    }
  }

  private static Map<String, String> recording(String mode) {
    return Map.of("conflict.mode", mode, "conflict.table.enabled", "true");
  }

  private RunningTask start(Map<String, String> changed) {
    return new RunningTask(target.endpoint(), changed, Topics.of(ITEMS), Topics.watermarks());
  }
}
