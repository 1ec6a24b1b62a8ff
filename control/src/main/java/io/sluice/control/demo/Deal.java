package io.sluice.control.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What somebody does in the shop in one transaction. */
interface Deal {

  /** Does it; the caller commits. */
  void run(Session session) throws SQLException;

  /**
   * One writer's session.
   *
   * @param connection in a transaction
   * @param random seeded, so that a writer does the same in every run
   * @param size of the shop when it opened
   * @param changes counts the rows that this transaction has changed
   */
  record Session(Connection connection, Random random, ShopSize size, Tally changes) {

    /** Changes rows, and counts them. */
    int change(String sql, Object... parameters) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        int rows = statement.executeUpdate();
        changes.add(rows);
        return rows;
      }
    }

    /**
     * Locks two rows, the lower key first, so that no two writers wait for each other.
     *
     * @return what the rows that exist hold in a column
     */
    List<Held> lock(String table, String column, String key, Object one, Object other)
        throws SQLException {
      String sql =
          "SELECT %2$s, %3$s FROM %1$s WHERE %2$s IN (?, ?) ORDER BY 1 FOR UPDATE"
              .formatted(table, key, column);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, one);
        statement.setObject(2, other);
        List<Held> held = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            held.add(new Held(row.getObject(1), row.getString(2)));
          }
        }
        return held;
      }
    }

    /** A row's key and the value that it holds. */
    record Held(Object key, String value) {}

    /** A number from 1 to {@code most}. */
    long pick(long most) {
      return 1 + random.nextLong(most);
    }
  }

  /** A count. Used by one thread. */
  final class Tally {

    private long count;

    void add(long rows) {
      count += rows;
    }

    long count() {
      return count;
    }

    void resetTo(long earlier) {
      count = earlier;
    }
  }
}
