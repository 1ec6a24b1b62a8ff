package io.sluice.control.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
