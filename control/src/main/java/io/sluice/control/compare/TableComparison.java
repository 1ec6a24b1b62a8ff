package io.sluice.control.compare;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Compares tables between two servers, both of which work at the same time. The answer is about a
 * quiet pair: with writers on the source it only says how far the target is behind.
 *
 * @param source asked by another thread
 * @param target may lack the table
 */
record TableComparison(Side source, Side target) implements AutoCloseable {

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";
  private static final String UNDEFINED_COLUMN = "42703";

  /**
   * One side, with a session that serves all tables.
   *
   * @param database for messages
   */
  record Side(Database database, Connection session) {

    static Side open(Database database) {
      return new Side(database, database.open("compare"));
    }
  }

  static TableComparison open(Database source, Database target) throws SQLException {
    Side here = Side.open(source);
    try {
      return new TableComparison(here, Side.open(target));
    } catch (RuntimeException e) {
      here.session().close();
      throw e;
    }
  }

  /**
   * @param table as the source has it
   * @param onTarget its name on the target
   */
  TableResult compare(CapturedTable table, TableId onTarget) {
    DigestQuery query = DigestQuery.of(table);
    CompletableFuture<Digest> here =
        CompletableFuture.supplyAsync(() -> digest(source, query, table.id()));
    try {
      Digest there = digest(target, query.unfiltered(), onTarget);
      return new TableResult.Compared(table.id(), result(here), there);
    } catch (Missing missing) {
      return new TableResult.Incomparable(table.id(), result(here), missing.getMessage());
    }
  }

  private static Digest result(CompletableFuture<Digest> digest) {
    try {
      return digest.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Digest digest(Side side, DigestQuery query, TableId table) {
    try {
      return query.run(side.session(), table);
    } catch (SQLException e) {
      throw failure(side.database(), table, e);
    }
  }

  @Override
  public void close() throws SQLException {
    source.session().close();
    target.session().close();
  }

  private static RuntimeException failure(Database database, TableId table, SQLException e) {
    return switch (e.getSQLState()) {
      case UNDEFINED_TABLE, UNDEFINED_SCHEMA -> new Missing("no table " + table, e);
      case UNDEFINED_COLUMN -> new Missing("columns differ", e);
      case "42501" ->
          new Problem(
              database + " does not let " + database.endpoint().user() + " read " + table, e);
      default -> new Problem(database + " cannot read " + table + ": " + e.getMessage(), e);
    };
  }

  /** The table, or a column of it, is not there. */
  private static final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(String message, SQLException cause) {
      super(message, cause);
    }
  }
}
