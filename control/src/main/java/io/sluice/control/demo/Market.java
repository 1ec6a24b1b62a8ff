package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import io.sluice.postgres.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of 21 tables with every kind of object.
 *
 * @param database where it is made
 */
record Market(Database database) {

  /** Makes its tables and all else that a schema has. */
  void make() throws SQLException {
    run(text("market.sql"));
    makePrograms();
    run(text("market-triggers.sql"));
  }

  /** Makes its functions and views only, which {@code sluice schema} leaves to {@code pg_dump}. */
  void makePrograms() throws SQLException {
    run(text("market-programs.sql"));
  }

  /** Fills the tables. */
  void fill(long customers) throws SQLException {
    run(
        text("market-rows.sql")
            .replace("${customers}", Long.toString(customers))
            .replace("${orders}", Long.toString(3 * customers)));
    run("ANALYZE");
  }

  /** Makes the application's role, which belongs to the whole server. */
  void makeRole(String role, String password) throws SQLException {
    run(
        "DO $$ BEGIN IF to_regrole(%2$s) IS NULL THEN CREATE ROLE %1$s LOGIN PASSWORD %3$s; END IF; END $$"
            .formatted(Sql.identifier(role), Sql.literal(role), Sql.literal(password)));
  }

  /** Lets the application's role in. */
  void letIn(String role) throws SQLException {
    run(
        """
        GRANT USAGE ON SCHEMA public, trade, "Odd Names" TO %1$s;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, trade, "Odd Names" TO %1$s;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, trade, "Odd Names" TO %1$s;
        """
            .formatted(Sql.identifier(role)));
  }

  private void run(String script) throws SQLException {
    try (Connection session = Shop.session(database, "loader");
        Statement statement = session.createStatement()) {
      statement.execute(script);
    }
  }

  private static String text(String name) {
    try (InputStream file = Market.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
