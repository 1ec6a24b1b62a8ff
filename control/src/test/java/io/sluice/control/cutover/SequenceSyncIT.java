package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.control.OneServer;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceSyncIT {

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");

  @Test
  void sequenceThatTheTargetLacksIsMadeWithTheSameOptions() throws SQLException {
    OneServer.run(
        source,
        "CREATE TABLE t (id smallserial PRIMARY KEY)",
        "CREATE SEQUENCE down INCREMENT -5 MAXVALUE -1",
        "SELECT nextval('t_id_seq') FROM generate_series(1, 7)",
        "SELECT nextval('down') FROM generate_series(1, 3)");
    OneServer.run(target, "CREATE TABLE t (id smallint PRIMARY KEY)");

    assertThat(sync(0, Map.of())).isEqualTo(2);

    assertThat(next("t_id_seq")).isEqualTo(8);
    assertThat(next("down")).isEqualTo(-16);
  }

  @Test
  void sequenceOfASchemaWithAnotherNameIsMadeThere() throws SQLException {
    OneServer.run(source, "CREATE SEQUENCE s", "SELECT setval('s', 41)", "CREATE TABLE t ()");
    Migration renamed =
        new Migration(
            "m",
            new Source(source, List.of(), "p", "s", Source.Chunk.DEFAULT),
            target,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of("public", "shop"));

    assertThat(sync(0, renamed)).isEqualTo(1);

    OneServer.run(target, "ALTER SEQUENCE shop.s SET SCHEMA public");
    assertThat(next("s")).isEqualTo(42);
  }

  @Test
  void targetThatIsAheadIsLeftAlone() throws SQLException {
    OneServer.run(source, "CREATE SEQUENCE s", "SELECT setval('s', 10)", "CREATE TABLE t ()");
    OneServer.run(target, "CREATE SEQUENCE s", "SELECT setval('s', 99)");

    sync(0, Map.of());

    assertThat(next("s")).isEqualTo(100);
  }

  @Test
  void sequenceThatWasNeverUsedStaysUnused() throws SQLException {
    OneServer.run(source, "CREATE SEQUENCE s", "CREATE TABLE t ()");

    sync(0, Map.of());

    assertThat(next("s")).isEqualTo(1);
  }

  @Test
  void marginIsSkippedOnceOnly() throws SQLException {
    OneServer.run(source, "CREATE SEQUENCE s", "SELECT setval('s', 10)", "CREATE TABLE t ()");

    sync(1000, Map.of());
    sync(1000, Map.of());

    assertThat(next("s")).isEqualTo(1011);
  }

  @Test
  void identityOfARenamedTableIsFoundByItsColumn() throws SQLException {
    String table = " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)";
    OneServer.run(
        source, "CREATE TABLE t" + table, "INSERT INTO t SELECT FROM generate_series(1, 4)");
    OneServer.run(target, "CREATE TABLE other" + table);

    sync(0, Map.of(new TableId("public", "t"), new TableId("public", "other")));

    assertThat(next("other_id_seq")).isEqualTo(5);
  }

  private int sync(long margin, Map<TableId, TableId> renames) throws SQLException {
    Source from = new Source(source, List.of(), "p", "s", Source.Chunk.DEFAULT);
    return sync(
        margin, new Migration("m", from, target, Optional.empty(), Optional.empty(), renames));
  }

  private int sync(long margin, Migration migration) throws SQLException {
    CapturedTable table =
        new CapturedTable(new TableId("public", "t"), List.of(), Optional.empty(), 0);
    return new SequenceSync(migration, margin).run(List.of(table));
  }

  private long next(String sequence) throws SQLException {
    try (Connection connection = target.open("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT nextval('public." + sequence + "')")) {
      row.next();
      return row.getLong(1);
    }
  }
}
