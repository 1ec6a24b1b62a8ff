package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.enumColumn;
import static io.sluice.sink.connect.Tables.table;
import static io.sluice.sink.connect.Tables.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code schema.evolution=add}: tables of the target follow their topics. */
class SchemaEvolutionIT {

  private static final TableSchema OLD = table("items", 1, "id integer", "a text");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void columnThatTheStreamBringsIsAdded() throws Exception {
    TableSchema grown =
        new TableSchema(
            OLD.table(),
            List.of(
                OLD.columns().get(0),
                new ColumnSchema("n", ColumnType.of("integer"), false),
                OLD.columns().get(1),
                enumColumn("mood", "shop.mood", "sad", "glad")),
            List.of(0));

    try (RunningTask task = start()) {
      task.put(topics.insert(OLD, "1", "old"));
      task.put(
          topics
              .insert(OLD, "2", "last")
              .insert(with(grown, "n", new ColumnFill.Default("7")), "3", "4", "new", "glad"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,old,7,)", "(2,last,7,)", "(3,new,4,glad)");
    assertThat(
            target.list(
                "SELECT attname FROM pg_attribute WHERE attnotnull AND attnum > 0"
                    + " AND attrelid = 'shop.items'::regclass"))
        .containsExactly("id", "n");
  }

  @Test
  void columnWithoutAValueForTheRowsThatAreThereMayBeNull() throws Exception {
    TableSchema grown =
        new TableSchema(
            OLD.table(),
            List.of(OLD.columns().get(0), new ColumnSchema("n", ColumnType.of("integer"), false)),
            List.of(0));

    try (RunningTask task = start()) {
      task.put(topics.insert(OLD, "1", "old"));
      task.put(topics.insert(grown, "2", "5"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,old,)", "(2,,5)");
  }

  @Test
  void labelsAreAddedWhereTheyStandAmongTheOthers() throws Exception {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TYPE shop.mood AS ENUM ('sad', 'own', 'glad')",
        "CREATE TABLE shop.items (id int PRIMARY KEY, mood shop.mood)");
    TableSchema items = moods("sad", "so so", "fine", "glad", "elated");

    try (RunningTask task = start()) {
      patiently(task, topics.insert(items, "1", "so so").insert(items, "2", "elated").take());
    }

    assertThat(target.list("SELECT unnest(enum_range(NULL::shop.mood))"))
        .containsExactly("sad", "own", "so so", "fine", "glad", "elated");
    assertThat(target.rows("shop.items")).containsExactly("(1,\"so so\")", "(2,elated)");
  }

  @Test
  void labelThatTheSchemaDoesNotTellYetIsAddedWithItsRow() throws Exception {
    TableSchema items = moods("sad", "glad");
    TableSchema arrays =
        new TableSchema(
            new TableId("shop", "lists"),
            List.of(OLD.columns().get(0), enumColumn("moods", "shop.mood[]", "sad", "glad")),
            List.of(0));

    try (RunningTask task = start(Topics.of(items), Topics.of(arrays), Topics.watermarks())) {
      patiently(
          task,
          topics
              .insert(items, "1", "sad")
              .insert(items, "2", "new")
              .insert(items, "3", "it's newer")
              .insert(arrays, "1", "{sad,NULL,\"newest, too\"}")
              .take());
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,sad)", "(2,new)", "(3,\"it's newer\")");
    assertThat(target.rows("shop.lists")).containsExactly("(1,\"{sad,NULL,\"\"newest, too\"\"}\")");
  }

  private static TableSchema moods(String... labels) {
    return new TableSchema(
        OLD.table(),
        List.of(OLD.columns().get(0), enumColumn("mood", "shop.mood", labels)),
        List.of(0));
  }

  /** Delivers again what is to be tried again. */
  private static void patiently(RunningTask task, List<SinkRecord> records) {
    try {
      task.put(records);
    } catch (RetriableException again) {
      assertThat(again).hasMessageStartingWith("LABELS_ADDED");
      patiently(task, records);
    }
  }

  private RunningTask start() {
    return start(Topics.of(OLD), Topics.watermarks());
  }

  private RunningTask start(TopicPartition... partitions) {
    return new RunningTask(target.endpoint(), Map.of("schema.evolution", "add"), partitions);
  }
}
