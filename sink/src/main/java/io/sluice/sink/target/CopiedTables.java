package io.sluice.sink.target;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.postgres.OwnTable;
import io.sluice.sink.apply.ApplyStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sluice.copied}: up to which position a table's copy is in its topic. Until there a row
 * that a change does not find is not missing: it may not have been copied yet.
 */
final class CopiedTables {

  private static final OwnTable TABLE =
      new OwnTable(
          "copied",
          """
          connector text NOT NULL,
          schema_name text NOT NULL,
          table_name text NOT NULL,
          commit_lsn pg_lsn NOT NULL,
          ordinal bigint NOT NULL,
          PRIMARY KEY (connector, schema_name, table_name)
          """);

  private static final String NOTE =
      """
      INSERT INTO sluice.copied VALUES (?, ?, ?, CAST(? AS pg_lsn), CAST(? AS bigint))
      ON CONFLICT (connector, schema_name, table_name)
      DO UPDATE SET commit_lsn = EXCLUDED.commit_lsn, ordinal = EXCLUDED.ordinal
      """;

  private static final String FORGET =
      """
      DELETE FROM sluice.copied WHERE connector = ? AND schema_name = ? AND table_name = ?
      """;

  private static final String READ =
      """
      SELECT commit_lsn - '0/0', ordinal FROM sluice.copied
      WHERE connector = ? AND schema_name = ? AND table_name = ?
      """;

  private final Statements statements;
  private final String connector;

  /** What was read; a table that was not copied yet is asked for again. */
  private final Map<TableId, Position> known = new HashMap<>();

  CopiedTables(Connection connection, String connector) {
    this.statements = new Statements(connection);
    this.connector = connector;
  }

  /** Creates the table where it is missing. */
  void create() throws SQLException {
    TABLE.create(statements.connection());
  }

  /** A table's copy is in its topic. */
  void note(ApplyStep.Known table) throws SQLException {
    known.remove(table.schema().table());
    List<Value> row = key(table.schema().table());
    row.add(Value.text(table.copied().commitLsn().toString()));
    row.add(Value.text(Long.toString(table.copied().ordinal())));
    statements.run(NOTE, row);
  }

  /** A table was emptied, maybe to be copied once more. */
  void forget(BoundTable table) throws SQLException {
    known.remove(table.topic().table());
    statements.run(FORGET, key(table.topic().table()));
  }

  /** Up to where a table's copy is in its topic, if that is known. */
  Optional<Position> copied(TableId table) throws SQLException {
    Position position = known.get(table);
    if (position == null) {
      Optional<Position> read = read(table);
      read.ifPresent(copied -> known.put(table, copied));
      return read;
    }
    return Optional.of(position);
  }

  private Optional<Position> read(TableId table) throws SQLException {
    return statements
        .list(READ, key(table), row -> new Position(new Lsn(row.getLong(1)), row.getLong(2)))
        .stream()
        .findFirst();
  }

  private List<Value> key(TableId table) {
    List<Value> key = new ArrayList<>();
    key.add(Value.text(connector));
    key.add(Value.text(table.schema()));
    key.add(Value.text(table.table()));
    return key;
  }
}
