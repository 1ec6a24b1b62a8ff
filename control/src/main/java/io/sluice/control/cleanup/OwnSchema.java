package io.sluice.control.cleanup;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema {@code sluice} of a server, which several migrations may share.
 *
 * @param session on it
 */
record OwnSchema(Connection session) {

  private static final String TABLES =
      """
      SELECT relname FROM pg_class
       WHERE relnamespace = to_regnamespace('sluice') AND relkind IN ('r', 'p')
      """;

  /** How many rows there are of a table, with or without a condition. */
  long count(String what) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + what)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Drops it once nothing is noted in it by anybody. */
  void dropIfBlank() throws SQLException {
    List<String> tables = tables();
    for (String table : tables) {
      if (count(Sql.table(new TableId("sluice", table))) > 0) {
        return;
      }
    }
    if (!tables.isEmpty()) {
      try (Statement statement = session.createStatement()) {
        statement.execute("DROP SCHEMA sluice CASCADE");
      }
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement query = session.prepareStatement(TABLES);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
