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
 * @param source asked first
 * @param target may lack the table
 */
public record TableComparison(Database source, Database target) {

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";
  private static final String UNDEFINED_COLUMN = "42703";

  /**
   * @param table as the source has it
   * @param onTarget its name on the target
   */
  public TableResult compare(CapturedTable table, TableId onTarget) {
    try (Connection here = source.open("compare");
        Connection there = target.open("compare")) {
      return compare(here, there, table, onTarget);
    } catch (SQLException e) {
      throw new Problem("a session of the comparison does not end: " + e.getMessage(), e);
    }
  }

  /** The same over sessions that are open, each to be used by one thread. */
  TableResult compare(Connection here, Connection there, CapturedTable table, TableId onTarget) {
    DigestQuery query = DigestQuery.of(table, hash(here, there, table));
    CompletableFuture<Digest> onSource =
        CompletableFuture.supplyAsync(() -> digest(source, here, query, table.id()));
    try {
      Digest digest = digest(target, there, query.unfiltered(), onTarget);
      return new TableResult.Compared(table.id(), result(onSource), digest);
    } catch (Missing missing) {
      return new TableResult.Incomparable(table.id(), result(onSource), missing.getMessage());
    }
  }

  private static RowHash hash(Connection here, Connection there, CapturedTable table) {
    try {
      return RowHash.between(here, there, table.columns());
    } catch (SQLException e) {
      throw new Problem("the encodings of both servers cannot be read: " + e.getMessage(), e);
    }
  }

  private static Digest result(CompletableFuture<Digest> digest) {
    try {
      return digest.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Digest digest(
      Database database, Connection connection, DigestQuery query, TableId table) {
    try {
      return query.run(connection, table);
    } catch (SQLException e) {
      throw failure(database, table, e);
    }
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
