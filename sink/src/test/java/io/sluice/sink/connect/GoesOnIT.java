package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.enumColumn;
import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import io.sluice.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A task that stopped because something did not fit goes on, without a loss and without doing
 * anything twice, once somebody has run what its message says and has restarted it.
 */
class GoesOnIT {

  /** Without a key, so that a row that came twice would be seen. */
  private static final TableSchema LOG = table("log", 0, "what text");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run("CREATE SCHEMA shop", "CREATE TABLE shop.log (what text)");
  }

  @Test
  void columnWithATypeAndASequenceThatTheTargetLacks() throws Exception {
    TableSchema items =
        new TableSchema(
            new TableId("shop", "items"),
            List.of(
                new ColumnSchema("id", ColumnType.of("integer"), false),
                enumColumn("mood", "shop.mood", "sad", "it's"),
                new ColumnSchema("share", ColumnType.of("shop.percent"), true),
                new ColumnSchema("nr", ColumnType.of("bigint"), false)),
            List.of(0),
            new Blueprint(
                Map.of("nr", new ColumnFill.Default("nextval('shop.numbers'::regclass)")),
                Map.of(),
                List.of(),
                List.of(
                    new TypeDefinition(
                        TypeDefinition.Kind.DOMAIN, "shop.percent", "integer CHECK (VALUE < 101)")),
                List.of(
                    new SequenceDefinition(
                        new TableId("shop", "numbers"), "AS bigint", Optional.empty()))));
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY)", "INSERT INTO shop.items VALUES (0)");

    goesOn(items, 3, "COLUMN_MISSING_IN_TARGET", topics.insert(items, "1", "it's", "5", "9"));

    assertThat(target.rows("shop.items")).containsExactly("(0,,,1)", "(1,it's,5,9)");
  }

  @Test
  void labelThatTheTargetsEnumLacks() throws Exception {
    TableSchema items =
        new TableSchema(
            new TableId("shop", "items"),
            List.of(
                new ColumnSchema("id", ColumnType.of("integer"), false),
                enumColumn("mood", "shop.mood", "sad", "it's")),
            List.of(0));
    target.run(
        "CREATE TYPE shop.mood AS ENUM ('sad')",
        "CREATE TABLE shop.items (id int PRIMARY KEY, mood shop.mood)");

    goesOn(
        items,
        1,
        "LABEL_MISSING_IN_TARGET",
        topics.insert(items, "1", "sad").insert(items, "2", "it's"));

    assertThat(target.rows("shop.items")).containsExactly("(1,sad)", "(2,it's)");
  }

  @Test
  void labelOfATableWithoutAKey() throws Exception {
    TableSchema items =
        new TableSchema(
            new TableId("shop", "items"),
            List.of(enumColumn("mood", "shop.mood", "sad")),
            List.of());
    target.run("CREATE TYPE shop.mood AS ENUM ('sad')", "CREATE TABLE shop.items (mood shop.mood)");

    goesOn(
        items,
        1,
        "LABEL_MISSING_IN_TARGET",
        topics.insert(items, "sad").insert(items, "it's new").insert(items, "sad"));

    assertThat(target.rows("shop.items")).containsExactly("(\"it's new\")", "(sad)", "(sad)");
  }

  @Test
  void columnThatMustBeFilledAndIsNotInTheTopic() throws Exception {
    TableSchema items = table("items", 1, "id integer");
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, own int NOT NULL)");

    goesOn(items, 1, "COLUMN_MISSING_IN_TOPIC", topics.read(items, "1"));

    assertThat(target.rows("shop.items")).containsExactly("(1,)");
  }

  @Test
  void keyThatNoIndexOfTheTargetHas() throws Exception {
    TableSchema items = table("items", 2, "a integer", "b text");
    target.run("CREATE TABLE shop.items (a int, b text, own serial PRIMARY KEY)");

    goesOn(items, 1, "KEY_MISSING_IN_TARGET", topics.insert(items, "1", "x"));

    assertThat(target.rows("shop.items")).containsExactly("(1,x,1)");
  }

  @Test
  void valueThatDoesNotFitTheTargetsType() throws Exception {
    TableSchema items = table("items", 1, "id integer", "a text");
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a varchar(2))");

    goesOn(items, 1, "VALUE_REFUSED", topics.insert(items, "1", "x").insert(items, "2", "long"));

    assertThat(target.rows("shop.items")).containsExactly("(1,x)", "(2,long)");
  }

  @Test
  void tableThatTheRoleMayNotWriteTo() throws Exception {
    Endpoint narrow = target.limited("narrow");
    TableSchema items = table("items", 1, "id integer");
    target.run(
        "CREATE TABLE shop.items (id int PRIMARY KEY)",
        "GRANT USAGE ON SCHEMA shop TO narrow",
        "GRANT ALL ON shop.log TO narrow");
    List<SinkRecord> records = records(topics.insert(items, "1"));

    assertThatThrownBy(() -> put(narrow, items, records))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("NO_PRIVILEGE")
        .hasMessageContaining("permission denied for table items");
    assertThat(target.rows("shop.log")).isEmpty();
    target.run("GRANT SELECT, INSERT, UPDATE, DELETE ON shop.items TO narrow");
    put(narrow, items, records);

    assertThat(target.rows("shop.items")).containsExactly("(1)");
    assertThat(target.rows("shop.log")).containsExactly("(after)", "(before)");
  }

  private void goesOn(TableSchema items, int stops, String code, Topics written) throws Exception {
    List<SinkRecord> records = records(written);
    for (int i = 0; i < stops; i++) {
      String message = stop(target.endpoint(), items, records);
      assertThat(message).contains(code).contains("; then restart");
      assertThat(target.rows("shop.log")).as("nothing of the batch is there").isEmpty();
      String remedy = message.substring(message.indexOf("To do: ") + "To do: ".length());
      target.run(remedy.substring(0, remedy.indexOf("; then restart")));
    }
    put(target.endpoint(), items, records);
    put(target.endpoint(), items, records);
    assertThat(target.rows("shop.log")).containsExactly("(after)", "(before)");
  }

  private List<SinkRecord> records(Topics written) {
    return written.insert(LOG, "before").insert(LOG, "after").take();
  }

  private static String stop(Endpoint endpoint, TableSchema items, List<SinkRecord> records) {
    Throwable thrown = catchThrowable(() -> put(endpoint, items, records));
    assertThat(thrown)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class);
    return thrown.getMessage();
  }

  private static void put(Endpoint endpoint, TableSchema items, List<SinkRecord> records) {
    try (RunningTask task =
        new RunningTask(endpoint, Topics.of(items), Topics.of(LOG), Topics.watermarks())) {
      task.put(records);
    }
  }
}
