package io.sluice.control.verify;

import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sluice.verification_table}. Used by one thread at a time. */
final class TableStore {

  /**
   * A table as it was when its ranges were cut.
   *
   * @param identity of the table, its columns and its key: of another, the ranges say nothing
   */
  record Kept(
      TableId table, TableState state, String reason, String identity, List<String> keyColumns) {}

  private static final String KEEP =
      """
      INSERT INTO sluice.verification_table
        (migration, table_schema, table_name, state, reason, identity, key_columns)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (migration, table_schema, table_name) DO UPDATE SET
        state = excluded.state, reason = excluded.reason, identity = excluded.identity,
        key_columns = excluded.key_columns, at = clock_timestamp()
      """;

  private static final String READ =
      """
      SELECT table_schema, table_name, state, reason, identity, key_columns
        FROM sluice.verification_table WHERE migration = ? ORDER BY 1, 2
      """;

  private final Connection target;
  private final String migration;

  TableStore(Connection target, String migration) {
    this.target = target;
    this.migration = migration;
  }

  void keep(Kept kept) throws SQLException {
    try (PreparedStatement keep = target.prepareStatement(KEEP)) {
      keep.setString(1, migration);
      keep.setString(2, kept.table().schema());
      keep.setString(3, kept.table().table());
      keep.setString(4, kept.state().word());
      keep.setString(5, kept.reason());
      keep.setString(6, kept.identity());
      keep.setArray(7, target.createArrayOf("text", kept.keyColumns().toArray()));
      keep.execute();
    }
  }

  List<Kept> read() throws SQLException {
    List<Kept> tables = new ArrayList<>();
    try (PreparedStatement query = target.prepareStatement(READ)) {
      query.setString(1, migration);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tables.add(
              new Kept(
                  new TableId(row.getString(1), row.getString(2)),
                  TableState.of(row.getString(3)),
                  row.getString(4),
                  row.getString(5),
                  List.of((String[]) row.getArray(6).getArray())));
        }
      }
    }
    return tables;
  }

  Optional<Kept> find(TableId table) throws SQLException {
    return read().stream().filter(kept -> kept.table().equals(table)).findFirst();
  }
}
