package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.enumColumn;
import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of the target that are not like those of the source. */
class OtherShapesIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text", "b text");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
    target.run("CREATE SCHEMA shop");
  }

  @Test
  void orderOfColumnsAndColumnsOfItsOwnAreTheTargets() throws Exception {
    target.run(
        """
        CREATE TABLE shop.items (
          b text, since timestamptz NOT NULL DEFAULT 'epoch', id int PRIMARY KEY,
          joined text GENERATED ALWAYS AS (a || b) STORED, a text, own int DEFAULT 7)
        """);

    try (RunningTask task = start(ITEMS)) {
      task.put(topics.read(ITEMS, "1", "x", "y").read(ITEMS, "2", "v", "w"));
      task.put(topics.update(ITEMS, "1", "z", "?").delete(ITEMS, "2").insert(ITEMS, "3", "", null));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly(
            "(,\"1970-01-01 00:00:00+00\",3,,\"\",7)", "(y,\"1970-01-01 00:00:00+00\",1,zy,z,7)");
  }

  @Test
  void rowsGoIntoThePartitionsOfTheTarget() throws Exception {
    target.run(
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text) PARTITION BY RANGE (id)",
        "CREATE TABLE shop.low PARTITION OF shop.items FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE shop.high PARTITION OF shop.items DEFAULT");

    try (RunningTask task = start(ITEMS)) {
      task.put(topics.read(ITEMS, "1", "x", "y").read(ITEMS, "20", "x", "y"));
      task.put(
          topics
              .rekey(ITEMS, List.of("1"), "30", "moved", "?")
              .update(ITEMS, "20", "z", "?")
              .insert(ITEMS, "2", "new", "new"));
    }

    assertThat(target.rows("shop.low")).containsExactly("(2,new,new)");
    assertThat(target.rows("shop.high")).containsExactly("(20,z,y)", "(30,moved,y)");
  }

  @Test
  void typesThatReadTheSourcesTextOrHaveACastTakeItsValues() throws Exception {
    target.run(
        """
        CREATE TABLE shop.items (
          id bigint PRIMARY KEY, n numeric(10,2), txt text, mood text, at timestamptz, yes int,
          word text, bits int, price numeric(8,2), whole int, day text)
        """);
    TableSchema items = otherTypes();
    String[] row = {
      "7", "8", "sad", "2024-01-01 10:00:00", "t", "f", "1010", "$1,234.50", "12.00", "2024-02-29"
    };

    try (RunningTask task = start(items)) {
      task.put(topics.read(items, with("1", row)));
      task.put(topics.insert(items, with("2", row)));
      task.put(
          topics.update(items, with("1", row)).delete(items, "2").insert(items, with("3", row)));
    }

    String moved = "7.00,8,sad,\"2024-01-01 10:00:00+00\",1,false,10,1234.50,12,2024-02-29)";
    assertThat(target.rows("shop.items")).containsExactly("(1," + moved, "(3," + moved);
  }

  @Test
  void castsHoldInAReplayChangeByChange() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, yes int UNIQUE, txt char(3) UNIQUE)");
    TableSchema items = table("items", 1, "id integer", "yes boolean", "txt text");

    try (RunningTask task = start(items)) {
      task.put(topics.insert(items, "1", "t", "a").insert(items, "2", "f", "b"));
      task.put(
          topics
              .update(items, "1", null, "tmp")
              .update(items, "2", "t", "a")
              .update(items, "1", "f", "b"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,0,\"b  \")", "(2,1,\"a  \")");
  }

  @Test
  void valueThatIsTooLongIsRefusedAndNeverCut() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a text, b character varying(3))");

    try (RunningTask task = start(ITEMS)) {
      assertThatThrownBy(
              () -> task.put(topics.insert(ITEMS, "1", "x", "y").insert(ITEMS, "2", "x", "secret")))
          .hasMessageContaining("VALUE_REFUSED")
          .hasMessageContaining("SQLSTATE 22001, column \"b\" of type character varying(3)")
          .hasMessageContaining("p.shop.items-0-1")
          .hasMessageContaining("ALTER TABLE \"shop\".\"items\" ALTER COLUMN \"b\" TYPE text")
          .hasMessageNotContaining("secret");
    }

    assertThat(target.rows("shop.items")).isEmpty();
  }

  @Test
  void numberWithAFractionIsRefusedAndNeverRounded() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, n integer)");
    TableSchema items = table("items", 1, "id integer", "n numeric(12,2)");

    try (RunningTask task = start(items)) {
      assertThatThrownBy(() -> task.put(topics.insert(items, "1", "12.50")))
          .hasMessageContaining("VALUE_REFUSED")
          .hasMessageContaining(
              "column \"n\" of type integer does not take a value of type numeric");
    }
  }

  @Test
  void sourcesThatShareATableEachKeepTheirVersionOfIt() throws Exception {
    target.run("CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text, c int DEFAULT 0)");
    TableSchema other = table("items", 1, "id integer", "b text", "c integer");
    Topics others = new Topics("q");
    for (int i = 0; i < 50; i++) {
      topics.insert(ITEMS, Integer.toString(2 * i), "one", "b");
      others.insert(other, Integer.toString(2 * i + 1), "b", "1");
    }

    try (RunningTask task =
        new RunningTask(
            target.endpoint(), Topics.of(ITEMS), Topics.of("q", other), Topics.watermarks())) {
      task.put(interleaved(topics.take(), others.take()));
    }

    assertThat(
            target.list(
                "SELECT concat_ws(',', a, b, c, count(*)) FROM shop.items GROUP BY a, b, c"))
        .containsExactlyInAnyOrder("one,b,0,50", "b,1,50");
  }

  private static List<SinkRecord> interleaved(List<SinkRecord> one, List<SinkRecord> other) {
    List<SinkRecord> all = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      all.add(one.get(i));
      all.add(other.get(i));
    }
    return all;
  }

  private static TableSchema otherTypes() {
    List<ColumnSchema> columns = new ArrayList<>();
    columns.add(new ColumnSchema("id", ColumnType.of("integer"), false));
    columns.add(new ColumnSchema("n", ColumnType.of("integer"), true));
    columns.add(new ColumnSchema("txt", ColumnType.of("integer"), true));
    columns.add(enumColumn("mood", "shop.mood", "sad", "glad"));
    columns.add(new ColumnSchema("at", ColumnType.of("timestamp without time zone"), true));
    columns.add(new ColumnSchema("yes", ColumnType.of("boolean"), true));
    columns.add(new ColumnSchema("word", ColumnType.of("boolean"), true));
    columns.add(new ColumnSchema("bits", ColumnType.of("bit(4)"), true));
    columns.add(new ColumnSchema("price", ColumnType.of("money"), true));
    columns.add(new ColumnSchema("whole", ColumnType.of("numeric(12,2)"), true));
    columns.add(new ColumnSchema("day", ColumnType.of("date"), true));
    return new TableSchema(new TableId("shop", "items"), columns, List.of(0));
  }

  private static String[] with(String key, String... rest) {
    List<String> row = new ArrayList<>(List.of(key));
    row.addAll(List.of(rest));
    return row.toArray(String[]::new);
  }

  private RunningTask start(TableSchema schema) {
    return new RunningTask(target.endpoint(), Topics.of(schema), Topics.watermarks());
  }
}
