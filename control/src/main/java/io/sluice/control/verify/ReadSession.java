package io.sluice.control.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Prepares a session for reads by key. */
final class ReadSession {

  /** Ranges and keys are always few beside the table, which no statistics need to tell. */
  private static final String SETTINGS =
      "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
          + " SET jit = off; SET max_parallel_workers_per_gather = 0";

  private ReadSession() {}

  static void prepare(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(SETTINGS);
    }
  }
}
