package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeylessIT {

  private static final TableSchema BAG =
      table("bag", 0, "n numeric", "c character(3)", "j json", "p point");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void asManyRowsAreThereAsInTheSource() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.read(BAG, "1.0", "a", "{}", null).read(BAG, "1.0", "a", "{}", null));
      task.put(topics.insert(BAG, "1.00", "a", "{}", null).insert(BAG, "1.0", "a", "{}", null));
      task.put(topics.remove(BAG, "1.0", "a", "{}", null));
    }

    assertThat(target.list("SELECT n::text FROM shop.bag ORDER BY 1"))
        .containsExactly("1.0", "1.0", "1.00");
  }

  @Test
  void textsThatTheTypesHoldEqualAreToldApart() throws Exception {
    try (RunningTask task = start()) {
      task.put(
          topics
              .insert(BAG, "1.0", null, "{\"a\":1}", "(1,2)")
              .insert(BAG, "1.00", null, "{\"a\": 1}", "(1,2)")
              .insert(BAG, null, "", null, null)
              .insert(BAG, null, null, null, null));
      task.put(
          topics
              .replace(
                  BAG, Arrays.asList("1.00", null, "{\"a\": 1}", "(1,2)"), "2", "x", "{}", "(0,0)")
              .remove(BAG, null, "", null, null));
    }

    assertThat(target.rows("shop.bag"))
        .containsExactly("(,,,)", "(1.0,,\"{\"\"a\"\":1}\",\"(1,2)\")", "(2,\"x  \",{},\"(0,0)\")");
  }

  @Test
  void rowThatComesAndGoesInOneBatchIsNothing() throws Exception {
    try (RunningTask task = start()) {
      task.put(
          topics
              .insert(BAG, "1", "a", null, null)
              .remove(BAG, "1", "a", null, null)
              .insert(BAG, "2", "a", null, null)
              .truncate(BAG)
              .insert(BAG, "3", "a", null, null));
    }

    assertThat(target.rows("shop.bag")).containsExactly("(3,\"a  \",,)");
  }

  @Test
  void rowsOfAPartitionedTableAreFoundInTheirPartitions() throws Exception {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.bag (n numeric, c character(3), j json, p point) PARTITION BY LIST (c)",
        "CREATE TABLE shop.bag_a PARTITION OF shop.bag FOR VALUES IN ('a')",
        "CREATE TABLE shop.bag_b PARTITION OF shop.bag DEFAULT");
    try (RunningTask task = start()) {
      task.put(topics.insert(BAG, "1", "a", null, null).insert(BAG, "1", "b", null, null));
      task.put(topics.remove(BAG, "1", "b", null, null));
    }

    assertThat(target.rows("shop.bag")).containsExactly("(1,\"a  \",,)");
  }

  @Test
  void rowThatGoesAndIsNotThereStopsTheSink() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(BAG, "1", "a", null, null));

      assertThatThrownBy(
              () ->
                  task.put(
                      topics.remove(BAG, "1", "a", null, null).remove(BAG, "1", "a", null, null)))
          .hasMessageContaining("ROW_MISSING_IN_TARGET")
          .hasMessageContaining("shop.bag")
          .hasMessageContaining("lacks 1 of 2 rows");
    }
    assertThat(target.rows("shop.bag")).hasSize(1);
  }

  private RunningTask start() {
    return new RunningTask(target.endpoint(), Topics.of(BAG), Topics.watermarks());
  }
}
