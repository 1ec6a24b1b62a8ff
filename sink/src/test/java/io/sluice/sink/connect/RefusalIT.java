package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops a task, and what it says: place, names, what to do; never a value. */
class RefusalIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text", "b text");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run("CREATE SCHEMA shop");
  }

  @Test
  void columnThatTheTargetLacksIsNamed() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a text)");

    refused(topics.insert(ITEMS, "1", "secret", "x"))
        .hasMessageContaining("COLUMN_MISSING_IN_TARGET")
        .hasMessageContaining("table shop.items has no column b")
        .hasMessageContaining("ALTER TABLE \"shop\".\"items\" ADD COLUMN \"b\" text");
  }

  @Test
  void columnThatTheTopicLacksIsNamed() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text, c text NOT NULL)");

    refused(topics.insert(ITEMS, "1", "secret", "x"))
        .hasMessageContaining("COLUMN_MISSING_IN_TOPIC")
        .hasMessageContaining("column c of table shop.items")
        .hasMessageContaining("ALTER TABLE \"shop\".\"items\" ALTER COLUMN \"c\" DROP NOT NULL");
  }

  @Test
  void viewInPlaceOfTheTableIsNamed() throws Exception {
    target.run("CREATE VIEW shop.items AS SELECT 1 AS id");

    refused(topics.insert(ITEMS, "1", "secret", "x"))
        .hasMessageContaining("NOT_A_TABLE")
        .hasMessageContaining("shop.items is a view");
  }

  @Test
  void tableThatIsDroppedAsSoonAsItIsMadeIsNamed() throws Exception {
    target.run(
        "CREATE FUNCTION shop.drop() RETURNS event_trigger LANGUAGE plpgsql AS"
            + " $$BEGIN DROP TABLE IF EXISTS shop.items; END$$",
        "CREATE EVENT TRIGGER drops ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION shop.drop()",
        "ALTER EVENT TRIGGER drops ENABLE ALWAYS");

    refused(topics.insert(ITEMS, "1", "secret", "x"))
        .hasMessageContaining("NO_SUCH_TABLE")
        .hasMessageContaining("shop.items");
  }

  @Test
  void recordThatNoSourceWroteIsNamed() throws Exception {
    SinkRecord foreign = new SinkRecord("p.shop.items", 0, null, "secret", null, "secret", 7);
    try (RunningTask task = new RunningTask(target.endpoint(), Topics.of(ITEMS))) {
      assertThatThrownBy(() -> task.put(List.of(foreign)))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .satisfies(RefusalIT::holdsNoValue)
          .hasMessageContaining("RECORD_REFUSED")
          .hasMessageContaining("p.shop.items-0-7");
    }
  }

  @Test
  void tableWithoutTheKeyIsNamed() throws Exception {
    target.run("CREATE TABLE shop.items (id int, a text, b text)");

    refused(topics.insert(ITEMS, "1", "secret", "x"))
        .hasMessageContaining("KEY_MISSING_IN_TARGET")
        .hasMessageContaining("ALTER TABLE \"shop\".\"items\" ADD PRIMARY KEY (\"id\")");
  }

  @Test
  void uniqueConflictThatRemainsIsNamedWithItsRecord() throws Exception {
    target.run(
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text CONSTRAINT one_a UNIQUE, b text)");

    refused(topics.insert(ITEMS, "1", "secret", "y").insert(ITEMS, "2", "secret", "y"))
        .hasMessageContaining("UNIQUE_CONFLICT")
        .hasMessageContaining("23505")
        .hasMessageContaining("constraint \"one_a\"")
        .hasMessageContaining("p.shop.items-0-1")
        .hasMessageContaining("table shop.items with key [id]");
  }

  @Test
  void valueOfAnotherTypeIsNamedWithItsRecord() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a integer, b text)");

    refused(topics.insert(ITEMS, "1", "7", "y").insert(ITEMS, "2", "secret", "y"))
        .hasMessageContaining("VALUE_REFUSED")
        .hasMessageContaining("p.shop.items-0-1")
        .hasMessageContaining("To do: ");
  }

  @Test
  void typeThatTheTargetLacksIsNamed() {
    TableSchema schema = table("items", 1, "id integer", "place public.geometry");

    refused(schema, topics.insert(schema, "1", "secret"))
        .hasMessageContaining("NO_SUCH_TYPE")
        .hasMessageContaining("column place of table shop.items is of type public.geometry");
  }

  private AbstractThrowableAssert<?, ?> refused(Topics written) {
    return refused(ITEMS, written);
  }

  private AbstractThrowableAssert<?, ?> refused(TableSchema schema, Topics written) {
    try (RunningTask task = new RunningTask(target.endpoint(), Topics.of(schema))) {
      return assertThatThrownBy(() -> task.put(written))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .satisfies(RefusalIT::holdsNoValue);
    }
  }

  private static void holdsNoValue(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      org.assertj.core.api.Assertions.assertThat(each.toString()).doesNotContain("secret");
    }
  }
}
