package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKey;
import io.sluice.postgres.TableKind;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogIT {

  private Connection connection;
  private Catalog catalog;

  @BeforeEach
  void connect() throws SQLException {
    Endpoint endpoint = SourceServer.shared().database();
    connection = endpoint.connect("sluice-test");
    catalog = new Catalog(connection);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void listsWhatUsersMadeAndNeitherPartitionsNorTheSystemsTables() throws SQLException {
    sql(
        "CREATE SCHEMA \"My Shop\"",
        "CREATE SCHEMA sluice",
        "CREATE TABLE sluice.progress (id int)",
        "CREATE TABLE \"My Shop\".\"Items\" (id int)",
        "CREATE TABLE public.b (id int)",
        "CREATE TABLE public.\"B\" (id int)",
        "CREATE UNLOGGED TABLE public.u (id int)",
        "CREATE TEMPORARY TABLE t (id int)",
        "CREATE VIEW public.v AS SELECT 1 AS id",
        "CREATE TABLE public.p (id int) PARTITION BY RANGE (id)",
        "CREATE TABLE public.p1 PARTITION OF public.p DEFAULT");

    assertThat(catalog.userTables())
        .extracting(TableId::toString)
        .containsExactly("My Shop.Items", "public.B", "public.b", "public.p", "public.u");
  }

  @Test
  void tellsWhatARelationIs() throws SQLException {
    sql(
        "CREATE EXTENSION IF NOT EXISTS plpgsql",
        "CREATE FOREIGN DATA WRAPPER w",
        "CREATE SERVER s FOREIGN DATA WRAPPER w",
        "CREATE FOREIGN TABLE public.f (id int) SERVER s",
        "CREATE UNLOGGED TABLE public.u (id int PRIMARY KEY)",
        "CREATE MATERIALIZED VIEW public.m AS SELECT 1 AS id",
        "CREATE TABLE public.p (id int PRIMARY KEY) PARTITION BY RANGE (id)",
        "CREATE TABLE public.o (id int PRIMARY KEY)");

    assertThat(List.of("f", "u", "m", "p", "o"))
        .map(name -> table(name).kind())
        .containsExactly(
            TableKind.FOREIGN,
            TableKind.UNLOGGED,
            TableKind.VIEW,
            TableKind.PARTITIONED,
            TableKind.ORDINARY);
    assertThat(catalog.table(new TableId("public", "none"))).isEmpty();
  }

  @Test
  void columnsComeInTheirOrderWithoutDroppedAndGeneratedOnes() throws SQLException {
    sql(
        "CREATE TYPE public.mood AS ENUM ('sad', 'glad')",
        "ALTER TYPE public.mood ADD VALUE 'so so' AFTER 'sad'",
        "CREATE DOMAIN public.short AS varchar(9)",
        """
        CREATE TABLE public.t (gone int, id int PRIMARY KEY, price numeric(12, 2) NOT NULL,
          at timestamp(3), moods public.mood[], mood public.mood, name varchar(7), short public.short,
          twice int GENERATED ALWAYS AS (id * 2) STORED, "Odd Name" int[])
        """,
        "ALTER TABLE public.t DROP COLUMN gone");

    List<String> labels = List.of("sad", "so so", "glad");
    assertThat(table("t").columns())
        .containsExactly(
            new ColumnSchema("id", ColumnType.of("integer"), false),
            new ColumnSchema("price", ColumnType.of("numeric(12,2)"), false),
            new ColumnSchema("at", ColumnType.of("timestamp(3) without time zone"), true),
            new ColumnSchema("moods", new ColumnType("public.mood[]", labels), true),
            new ColumnSchema("mood", new ColumnType("public.mood", labels), true),
            new ColumnSchema("name", ColumnType.of("character varying(7)"), true),
            new ColumnSchema("short", ColumnType.of("public.short"), true),
            new ColumnSchema("Odd Name", ColumnType.of("integer[]"), true));
    assertThat(table("t").schema().key()).containsExactly(0);
  }

  @Test
  void primaryKeyComesInTheIndexsOrder() throws SQLException {
    sql("CREATE TABLE public.t (a int, b text, c int, PRIMARY KEY (c, a) INCLUDE (b))");

    assertThat(table("t").key()).isEqualTo(new TableKey.Columns("t_pkey", List.of(2, 0)));
  }

  @Test
  void chosenIndexTakesThePlaceOfThePrimaryKey() throws SQLException {
    sql(
        "CREATE TABLE public.t (id int PRIMARY KEY, code text NOT NULL UNIQUE)",
        "ALTER TABLE public.t REPLICA IDENTITY USING INDEX t_code_key");

    assertThat(table("t").identity()).isEqualTo(ReplicaIdentity.INDEX);
    assertThat(table("t").key()).isEqualTo(new TableKey.Columns("t_code_key", List.of(1)));
  }

  @Test
  void wholeRowsAreToldApartByThePrimaryKeyOrTheBestUniqueIndex() throws SQLException {
    sql(
        "CREATE TABLE public.k (a int PRIMARY KEY, b int NOT NULL UNIQUE)",
        "ALTER TABLE public.k REPLICA IDENTITY FULL",
        """
        CREATE TABLE public.u (a text NOT NULL, b int NOT NULL, c int, d int NOT NULL, e int NOT NULL)
        """,
        "CREATE UNIQUE INDEX wide ON public.u (a, b)",
        "CREATE UNIQUE INDEX nullable ON public.u (c)",
        "CREATE UNIQUE INDEX partial ON public.u (b) WHERE b > 0",
        "CREATE UNIQUE INDEX expression ON public.u ((b + 1))",
        "CREATE UNIQUE INDEX textual ON public.u (a)",
        "CREATE UNIQUE INDEX best ON public.u (d)",
        "ALTER TABLE public.u ADD CONSTRAINT late UNIQUE (e) DEFERRABLE",
        "ALTER TABLE public.u REPLICA IDENTITY FULL");

    assertThat(table("k").key()).isEqualTo(new TableKey.Columns("k_pkey", List.of(0)));
    assertThat(table("u").key()).isEqualTo(new TableKey.Columns("best", List.of(3)));
  }

  @Test
  void withoutAnIdentityInTheLogThereIsNoKey() throws SQLException {
    sql(
        "CREATE TABLE public.bare (id int NOT NULL UNIQUE)",
        "CREATE TABLE public.nothing (id int PRIMARY KEY)",
        "ALTER TABLE public.nothing REPLICA IDENTITY NOTHING",
        "CREATE TABLE public.heap (id int)",
        "ALTER TABLE public.heap REPLICA IDENTITY FULL");

    assertThat(List.of("bare", "nothing", "heap"))
        .allSatisfy(name -> assertThat(table(name).key()).isEqualTo(new TableKey.Missing()));
  }

  @Test
  void deferrableKeyIsNoKey() throws SQLException {
    sql("CREATE TABLE public.t (id int PRIMARY KEY DEFERRABLE)");

    assertThat(table("t").key()).isEqualTo(new TableKey.Deferrable("t_pkey"));
    assertThat(table("t").hasKey()).isFalse();
  }

  @Test
  void keyOnAGeneratedColumnIsNoKeyBecauseTheLogLeavesItOut() throws SQLException {
    sql("CREATE TABLE public.t (a int, b int GENERATED ALWAYS AS (a + 1) STORED PRIMARY KEY)");

    assertThat(table("t").key()).isEqualTo(new TableKey.Missing());
  }

  @Test
  void estimatesRowsOfTablesAndOfAllPartitions() throws SQLException {
    sql(
        "CREATE TABLE public.fresh (id int PRIMARY KEY)",
        "CREATE TABLE public.p (id int PRIMARY KEY) PARTITION BY HASH (id)",
        "CREATE TABLE public.p0 PARTITION OF public.p FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "INSERT INTO public.p SELECT generate_series(1, 500)",
        "ANALYZE public.p0",
        "ANALYZE public.p1");

    assertThat(table("fresh").estimatedRows()).isZero();
    assertThat(table("p").estimatedRows()).isEqualTo(500);
  }

  @Test
  void droppedTypesAreText() throws SQLException {
    assertThat(catalog.columnType(-2, -1)).isEqualTo(ColumnType.of("text"));
  }

  @Test
  void newEnumLabelsAreSeenAfterTypesAreForgotten() throws SQLException {
    sql("CREATE TYPE public.mood AS ENUM ('sad')", "CREATE TABLE public.t (m public.mood)");
    assertThat(table("t").columns().get(0).type().labels()).containsExactly("sad");

    sql("ALTER TYPE public.mood ADD VALUE 'glad'");
    catalog.forgetTypes();

    assertThat(table("t").columns().get(0).type().labels()).containsExactly("sad", "glad");
  }

  private TableDefinition table(String name) {
    try {
      return catalog.table(new TableId("public", name)).orElseThrow();
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private void sql(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
