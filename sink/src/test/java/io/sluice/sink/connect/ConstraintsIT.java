package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random transactions that a server with all kinds of constraints let pass, in random batches, for
 * a target with the same constraints: it has to let them pass as well.
 */
class ConstraintsIT {

  private static final int IDS = 9;

  private static final TableSchema NODE =
      table(
          "node",
          1,
          "id integer",
          "parent integer",
          "code text",
          "slot integer",
          "during int4range",
          "body text");

  private static final TableSchema NOTE =
      table("note", 2, "node integer", "nr integer", "other integer", "mark text");

  /** A reference to itself, one that may wait, values that are unique at once and in the end. */
  private static final List<String> DEFINITIONS =
      List.of(
          """
          CREATE TABLE shop.node (
            id integer PRIMARY KEY,
            parent integer REFERENCES shop.node ON UPDATE CASCADE ON DELETE SET NULL,
            code text UNIQUE,
            slot integer UNIQUE DEFERRABLE,
            during int4range,
            body text,
            EXCLUDE USING gist (during WITH &&))
          """,
          """
          CREATE TABLE shop.note (
            node integer REFERENCES shop.node ON UPDATE CASCADE ON DELETE CASCADE,
            nr integer,
            other integer REFERENCES shop.node DEFERRABLE INITIALLY DEFERRED,
            mark text UNIQUE,
            PRIMARY KEY (node, nr))
          """);

  @ParameterizedTest
  @CsvSource({"1, replica", "2, replica", "3, origin", "4, origin"})
  void whatTheSourceLetsPassTheTargetLetsPass(long seed, String role) throws Exception {
    try (LoggedDatabase source = LoggedDatabase.of(DEFINITIONS, NODE, NOTE)) {
      follow(source, new Random(seed), role);
    }
  }

  private static void follow(LoggedDatabase source, Random random, String role) throws Exception {
    TargetDatabase target = TargetDatabase.create();
    target.run("CREATE SCHEMA shop");
    target.run(DEFINITIONS.toArray(String[]::new));
    int passed = 0;
    try (RunningTask task =
        new RunningTask(
            target.endpoint(),
            Map.of("session.replication.role", role),
            Topics.of(NODE),
            Topics.of(NOTE))) {
      for (int round = 0; round < 40; round++) {
        for (int i = random.nextInt(12); i >= 0; i--) {
          passed += source.run(transaction(random)) ? 1 : 0;
        }
        source.publish("body");
        deliver(task, source.topics().take(), random, role.equals("replica"));
        if (role.equals("origin")) {
          assertThat(target.rows("shop.note")).isEqualTo(source.database().rows("shop.note"));
        }
      }
    }

    assertThat(passed).isGreaterThan(60);
    assertThat(target.rows("shop.node")).isEqualTo(source.database().rows("shop.node"));
    assertThat(target.rows("shop.note")).isEqualTo(source.database().rows("shop.note"));
  }

  /**
   * Table by table, as Connect does it. Where foreign keys are quiet a batch may end anywhere, and
   * the same records may come twice.
   */
  private static void deliver(
      RunningTask task, List<SinkRecord> records, Random random, boolean anywhere) {
    List<SinkRecord> byTable = new ArrayList<>(records);
    byTable.sort(Comparator.comparing(SinkRecord::topic).reversed());
    while (anywhere && !byTable.isEmpty()) {
      List<SinkRecord> part = byTable.subList(0, 1 + random.nextInt(byTable.size()));
      task.put(List.copyOf(part));
      part.clear();
    }
    if (!byTable.isEmpty()) {
      task.put(byTable);
    }
  }

  private static String[] transaction(Random random) {
    List<String> sql = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      sql.add(statement(random));
    }
    return sql.toArray(String[]::new);
  }

  private static String statement(Random random) {
    Map<String, Object> names = new HashMap<>();
    names.put("id", random.nextInt(IDS));
    names.put("other", random.nextInt(IDS));
    names.put("n", random.nextInt(1000));
    names.put("big", "big" + random.nextInt(1000));
    String text = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
    for (Map.Entry<String, Object> name : names.entrySet()) {
      text = text.replace(":" + name.getKey(), name.getValue().toString());
    }
    return text;
  }

  private static final List<String> STATEMENTS =
      List.of(
          "INSERT INTO shop.node VALUES (:id, NULL, 'c:id', :id, int4range(10 * :id, 10 * :id + 5), ':big')",
          "INSERT INTO shop.node VALUES (:id, :other, 'x:n', NULL, NULL, ':big')",
          "INSERT INTO shop.node SELECT :id, parent, 'y:n', NULL, NULL, body FROM shop.node WHERE id = :other",
          "INSERT INTO shop.note VALUES (:id, :n % 3, :other, 'm:n')",
          "INSERT INTO shop.note VALUES (:id, :n % 3, NULL, NULL)",
          "DELETE FROM shop.node WHERE id = :id",
          "DELETE FROM shop.note WHERE node = :id",
          "UPDATE shop.node SET body = ':big' WHERE id = :id",
          "UPDATE shop.node SET parent = :other WHERE id = :id",
          "UPDATE shop.node SET parent = id WHERE id = :id",
          // Values that swap: at once where the constraint waits, through a third one elsewhere.
          "UPDATE shop.node SET slot = CASE id WHEN :id THEN (SELECT slot FROM shop.node WHERE id = :other)"
              + " ELSE (SELECT slot FROM shop.node WHERE id = :id) END WHERE id IN (:id, :other)",
          "UPDATE shop.node SET slot = slot + 1",
          "UPDATE shop.node SET code = 'tmp' WHERE id = :id; UPDATE shop.node SET code = 'c:id' WHERE id = :other;"
              + " UPDATE shop.node SET code = 'c:other' WHERE id = :id",
          "UPDATE shop.node SET code = NULL WHERE id = :id; UPDATE shop.node SET code = 'c:id' WHERE id = :other",
          // Ranges that move on, one after the other.
          "UPDATE shop.node SET during = int4range(lower(during) + 1000, upper(during) + 1000) WHERE id = :id;"
              + " UPDATE shop.node SET during = int4range(10 * :id, 10 * :id + 5) WHERE id = :other",
          "UPDATE shop.node SET during = int4range(lower(during) + 3, upper(during) + 3) WHERE id = :id",
          // Keys that move, with what refers to them, and chains of them.
          "UPDATE shop.node SET id = :other WHERE id = :id",
          "UPDATE shop.node SET id = :other, body = ':big' WHERE id = :id",
          "UPDATE shop.node SET id = id + 100 WHERE id = :id; UPDATE shop.node SET id = :id WHERE id = :other;"
              + " UPDATE shop.node SET id = :other WHERE id = :id + 100",
          "UPDATE shop.note SET nr = nr + 1 WHERE node = :id",
          "UPDATE shop.note SET mark = 'm:n' WHERE node = :id AND nr = 1",
          "UPDATE shop.note SET node = :other WHERE node = :id AND nr = 0",
          // What is referred to before it is there.
          "INSERT INTO shop.note VALUES (:other, 7, :id, NULL); INSERT INTO shop.node VALUES (:id, NULL, NULL, NULL, NULL, ':big')",
          "DELETE FROM shop.node WHERE id = :id; INSERT INTO shop.node VALUES (:id, NULL, 'z:n', NULL, NULL, ':big')");
}
