package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.enumColumn;
import static io.sluice.sink.connect.Tables.table;
import static io.sluice.sink.connect.Tables.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that the target does not have, made from what their topics say. */
class CreatedTableIT {

  private static final String DEFINITION =
      """
      SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'not null' END, 'identity ' || nullif(attidentity::text, ''),
        CASE WHEN attgenerated = '' THEN 'default' ELSE 'generated' END
          || ' ' || pg_get_expr(adbin, adrelid),
        (SELECT 'collate ' || collname FROM pg_collation c
          WHERE c.oid = attcollation AND collname <> 'default'))
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = '%s'::regclass AND attnum > 0 ORDER BY attnum
      """;

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void defaultsIdentitiesGeneratedColumnsAndCollationsAreMade() throws Exception {
    ColumnFill.Computed twice = new ColumnFill.Computed("id * 2", true);
    TableSchema items =
        table("items", 1, "id integer", "nr bigint", "at timestamp with time zone", "name text")
            .with(
                new Blueprint(
                    Map.of(
                        "id", new ColumnFill.Default("nextval('shop.items_id_seq'::regclass)"),
                        "nr", new ColumnFill.Identity(true, "START WITH 70 INCREMENT BY 10"),
                        "at", new ColumnFill.Default("now()"),
                        "name", new ColumnFill.Default("'?;'::text")),
                    Map.of("name", "pg_catalog.\"C\""),
                    List.of(new ComputedColumn(1, column("twice", "integer"), twice)),
                    List.of(),
                    List.of(serial("items", "id"))));

    apply(items, topics.insert(items, "1", "5", "2024-01-01 00:00:00+00", "a"));
    target.run(
        "ALTER SEQUENCE shop.items_id_seq RESTART 9", "INSERT INTO shop.items DEFAULT VALUES");

    assertThat(target.list(DEFINITION.formatted("shop.items")))
        .containsExactly(
            "id integer not null default nextval('shop.items_id_seq'::regclass)",
            "twice integer generated (id * 2)",
            "nr bigint not null identity a",
            "at timestamp with time zone default now()",
            "name text default '?;'::text collate C");
    assertThat(
            target.list("SELECT concat_ws(',', id, twice, nr, name) FROM shop.items ORDER BY id"))
        .containsExactly("1,2,5,a", "9,18,70,?;");
    assertThat(target.list("SELECT pg_get_serial_sequence('shop.items', 'id')"))
        .containsExactly("shop.items_id_seq");
  }

  @Test
  void tableWithoutRowsIsMadeTheSame() throws Exception {
    TableSchema items =
        with(table("items", 1, "id integer", "n integer"), "n", new ColumnFill.Default("7"));

    apply(items, topics.done(items));

    assertThat(target.list(DEFINITION.formatted("shop.items")))
        .containsExactly("id integer not null", "n integer default 7");
  }

  @Test
  void typesAreMadeInTheirOrder() throws Exception {
    TableSchema items =
        new TableSchema(
            new TableId("shop", "items"),
            List.of(
                new ColumnSchema("id", ColumnType.of("integer"), false),
                column("share", "kinds.share"),
                column("pairs", "kinds.pair[]"),
                enumColumn("moods", "kinds.mood[]", "sad", "it's, \\so")),
            List.of(0),
            types(
                type(
                    TypeDefinition.Kind.DOMAIN,
                    "kinds.percent",
                    "numeric(5,2) CHECK (VALUE <= 100)"),
                type(TypeDefinition.Kind.DOMAIN, "kinds.share", "kinds.percent DEFAULT 1 NOT NULL"),
                type(TypeDefinition.Kind.TYPE, "kinds.pair", "(a kinds.share, b kinds.mood)")));

    apply(items, topics.insert(items, "1", "2.50", "{\"(3.00,sad)\"}", "{sad,\"it's, \\\\so\"}"));

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,2.50,\"{\"\"(3.00,sad)\"\"}\",\"{sad,\"\"it's, \\\\\\\\so\"\"}\")");
    assertThatThrownBy(() -> target.run("INSERT INTO shop.items (id, share) VALUES (2, 101)"))
        .hasMessageContaining("percent_check");
    target.run("INSERT INTO shop.items (id) VALUES (3)");
  }

  @Test
  void whatTheTargetLacksForDefaultsAndGeneratedColumnsIsLeftOut() throws Exception {
    ColumnFill.Computed unknown = new ColumnFill.Computed("unpublished + 1", true);
    TableSchema items =
        table("items", 1, "id integer", "a text", "b integer")
            .with(
                new Blueprint(
                    Map.of(
                        "a", new ColumnFill.Default("shop.next_name()"),
                        "b", new ColumnFill.Default("4")),
                    Map.of("a", "shop.\"no such\""),
                    List.of(new ComputedColumn(3, column("c", "integer"), unknown)),
                    List.of(),
                    List.of()));

    apply(items, topics.insert(items, "1", "a", "1"));

    assertThat(target.list(DEFINITION.formatted("shop.items")))
        .containsExactly("id integer not null", "a text", "b integer default 4");
    assertThat(target.rows("shop.items")).containsExactly("(1,a,1)");
  }

  @Test
  void sequenceThatIsThereIsLeftAsItIs() throws Exception {
    target.run("CREATE SCHEMA shop", "CREATE SEQUENCE shop.items_id_seq START 77");
    TableSchema items =
        table("items", 1, "id integer", "a text")
            .with(
                new Blueprint(
                    Map.of("id", new ColumnFill.Default("nextval('shop.items_id_seq'::regclass)")),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(serial("items", "id"))));

    apply(items, topics.insert(items, "1", "a"));
    target.run("INSERT INTO shop.items (a) VALUES ('b')");

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(77,b)");
  }

  @Test
  void typeOfAnExtensionIsAskedFor() {
    TableSchema items =
        table("items", 1, "id integer", "tags public.hstore")
            .with(
                types(
                    type(TypeDefinition.Kind.EXTENSION, "public.hstore", "hstore SCHEMA public")));

    assertThatThrownBy(() -> apply(items, topics.insert(items, "1", "")))
        .hasMessageContaining("NO_SUCH_TYPE")
        .hasMessageContaining("column tags of table shop.items is of type public.hstore")
        .hasMessageContaining("To do: CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public");
  }

  @Test
  void expressionThatIsMoreThanOneStatementIsRefused() throws Exception {
    TableSchema items =
        with(
            table("items", 1, "id integer", "a text"),
            "a",
            new ColumnFill.Default("'x'); CREATE TABLE public.mine (a int"));

    assertThatThrownBy(() -> apply(items, topics.insert(items, "1", "a")))
        .hasMessageContaining("DEFINITION_REFUSED");
    assertThat(target.list("SELECT to_regclass('public.mine')")).containsOnlyNulls();
  }

  @Test
  void emptyTargetIsRebuiltFromTheTopicsAlone() throws Exception {
    TableSchema items =
        with(
            table("items", 1, "id integer", "n integer"),
            "id",
            new ColumnFill.Identity(false, "START WITH 100"));
    List<org.apache.kafka.connect.sink.SinkRecord> all = new ArrayList<>();
    all.addAll(topics.read(items, "1", "1").read(items, "2", null).done(items).take());
    all.addAll(topics.update(items, "1", "7").delete(items, "2").insert(items, "3", "3").take());
    TargetDatabase other = TargetDatabase.create();

    for (TargetDatabase each : List.of(target, other)) {
      try (RunningTask task =
          new RunningTask(each.endpoint(), Topics.of(items), Topics.watermarks())) {
        task.put(all);
      }
    }

    assertThat(other.rows("shop.items")).isEqualTo(target.rows("shop.items")).hasSize(2);
    assertThat(other.list(DEFINITION.formatted("shop.items")))
        .isEqualTo(target.list(DEFINITION.formatted("shop.items")))
        .contains("id integer not null identity d");
  }

  private void apply(TableSchema schema, Topics written) {
    try (RunningTask task =
        new RunningTask(target.endpoint(), Topics.of(schema), Topics.watermarks())) {
      task.put(written);
    }
  }

  private static ColumnSchema column(String name, String type) {
    return new ColumnSchema(name, ColumnType.of(type), true);
  }

  private static TypeDefinition type(TypeDefinition.Kind kind, String name, String body) {
    return new TypeDefinition(kind, name, body);
  }

  private static Blueprint types(TypeDefinition... types) {
    return new Blueprint(Map.of(), Map.of(), List.of(), List.of(types), List.of());
  }

  private static SequenceDefinition serial(String table, String column) {
    TableId id = new TableId("shop", table + "_" + column + "_seq");
    return new SequenceDefinition(id, "AS integer", Optional.of(column));
  }
}
