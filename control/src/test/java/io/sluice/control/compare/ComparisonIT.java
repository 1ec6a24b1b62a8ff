package io.sluice.control.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonIT {

  private static final String TABLE =
      "CREATE TABLE t (id int PRIMARY KEY, a text, n numeric, f float8, at timestamptz, l text[])";
  private static final String ROWS =
      "INSERT INTO t SELECT i, nullif('text ' || i % 5, 'text 0'), i / 7.0, sqrt(i), '2026-01-01',"
          + " ARRAY['x', NULL, i::text] FROM generate_series(1, 500) i";

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");

  @Test
  void sameRowsInAnotherOrderAndColumnOrderAreEqual() throws SQLException {
    OneServer.run(source, TABLE, ROWS, "CREATE PUBLICATION p FOR TABLE t");
    OneServer.run(
        target,
        "CREATE TABLE t (l text[], at timestamptz, f float8, n numeric, a text, id int)",
        ROWS.replace("INTO t ", "INTO t (id, a, n, f, at, l) ") + " ORDER BY i DESC",
        "ALTER DATABASE " + target.endpoint().database() + " SET timezone = 'Asia/Tokyo'");

    Comparison comparison = Comparison.of(migration(Map.of()));

    assertThat(comparison.mismatches()).isZero();
    assertThat(comparison.rows()).isEqualTo(500);
  }

  @Test
  void nullAndEmptyTextAreDifferent() throws SQLException {
    OneServer.run(source, TABLE, ROWS, "CREATE PUBLICATION p FOR TABLE t");
    OneServer.run(target, TABLE, ROWS, "UPDATE t SET a = '' WHERE id = 5");

    assertThat(verdict(Map.of())).isEqualTo("rows differ");
  }

  @Test
  void rowThatIsThereTwiceIsADifference() throws SQLException {
    OneServer.run(source, TABLE, ROWS, "CREATE PUBLICATION p FOR TABLE t");
    OneServer.run(
        target,
        TABLE.replace(" PRIMARY KEY", ""),
        ROWS,
        "DELETE FROM t WHERE id IN (1, 2)",
        "INSERT INTO t SELECT * FROM t WHERE id = 3",
        "INSERT INTO t SELECT * FROM t WHERE id = 4");

    assertThat(verdict(Map.of())).isEqualTo("rows differ");
  }

  @Test
  void renamedTableIsFound() throws SQLException {
    OneServer.run(source, TABLE, ROWS, "CREATE PUBLICATION p FOR TABLE t");
    OneServer.run(target, TABLE.replace(" t ", " t2 "), ROWS.replace("INTO t ", "INTO t2 "));

    assertThat(verdict(Map.of(new TableId("public", "t"), new TableId("public", "t2"))))
        .isEqualTo("equal");
  }

  @Test
  void tableAndColumnThatTheTargetLacksAreNamed() throws SQLException {
    OneServer.run(source, TABLE, "CREATE PUBLICATION p FOR TABLE t");
    assertThat(verdict(Map.of())).isEqualTo("no table public.t");

    OneServer.run(target, "CREATE TABLE t (id int)");
    assertThat(verdict(Map.of())).isEqualTo("columns differ");
  }

  @Test
  void onlyWhatIsPublishedCounts() throws SQLException {
    OneServer.run(
        source,
        TABLE,
        ROWS,
        "ALTER TABLE t ADD g int GENERATED ALWAYS AS (id * 2) STORED",
        "CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id <= 100)");
    OneServer.run(
        target,
        "CREATE TABLE t (id int, a text)",
        "INSERT INTO t SELECT i, nullif('text ' || i % 5, 'text 0') FROM generate_series(1, 100) i");

    assertThat(verdict(Map.of())).isEqualTo("equal");
  }

  @Test
  void sameTextInAnotherEncodingIsEqual() throws SQLException {
    String latin = "latin_" + target.endpoint().database();
    OneServer.run(
        target, "CREATE DATABASE " + latin + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    Database other = new Database("target", target.endpoint().withDatabase(latin));
    String rows = "INSERT INTO t (id, a) VALUES (1, 'Grüße')";
    OneServer.run(source, TABLE, rows, "CREATE PUBLICATION p FOR TABLE t");
    OneServer.run(other, TABLE, rows);
    CapturedTable table =
        new CapturedTable(new TableId("public", "t"), List.of("a", "id"), Optional.empty(), 0);
    TableComparison comparison = new TableComparison(source, other);

    assertThat(comparison.compare(table, table.id()).verdict()).isEqualTo("equal");

    OneServer.run(other, "UPDATE t SET a = 'Grüsse'");
    assertThat(comparison.compare(table, table.id()).verdict()).isEqualTo("rows differ");
  }

  @Test
  void missingPublicationIsAProblemThatSaysWhatToDo() {
    assertThatThrownBy(() -> Comparison.of(migration(Map.of())))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no publication p")
        .hasMessageContaining("sluice start");
  }

  private String verdict(Map<TableId, TableId> renames) throws SQLException {
    return Comparison.of(migration(renames)).results().get(0).verdict();
  }

  private Migration migration(Map<TableId, TableId> renames) {
    Source from = new Source(source, List.of(), "p", "s", Source.Chunk.DEFAULT);
    return new Migration("m", from, target, Optional.empty(), Optional.empty(), renames);
  }
}
