package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether bounds that somebody gave are places in a table's key order. */
public final class GivenBounds {

  private GivenBounds() {}

  /**
   * Asks the server, which reads the values.
   *
   * @param session in autocommit
   * @param table with a key
   * @return what is wrong with them; empty if nothing is
   */
  public static Optional<String> problem(
      Connection session, TableSchema table, KeyRange.Between range) throws SQLException {
    List<KeyBound> bounds =
        Stream.of(range.after(), range.upTo()).flatMap(Optional::stream).toList();
    for (KeyBound bound : bounds) {
      if (bound.values().size() != table.key().size()) {
        return Optional.of(
            "the key of table %s has %d columns, and the bound %d values"
                .formatted(table.table(), table.key().size(), bound.values().size()));
      }
      if (!isReadable(session, table.keyColumns(), bound)) {
        return Optional.of(
            "a value of the bound is none of the key's type in table " + table.table());
      }
    }
    return Optional.empty();
  }

  private static boolean isReadable(Connection session, List<ColumnSchema> key, KeyBound bound)
      throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      values.add(Sql.literal(bound.values().get(i)) + "::" + key.get(i).type().name());
    }
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT " + String.join(", ", values));
      return true;
    } catch (SQLException refused) {
      if (String.valueOf(refused.getSQLState()).startsWith("22")) {
        return false;
      }
      throw refused;
    }
  }
}
