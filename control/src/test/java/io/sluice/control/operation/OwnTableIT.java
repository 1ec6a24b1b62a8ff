package io.sluice.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Patience;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Connectors and commands make their tables in one schema, at the same moment. */
class OwnTableIT {

  private static final OwnTable ONE =
      new OwnTable("one", "id int PRIMARY KEY, n int", "CREATE INDEX one_n ON sluice.one (n);");
  private static final OwnTable OTHER = new OwnTable("oth\"er", "id int PRIMARY KEY");

  private final Database database = OneServer.database("source");

  @Test
  void whoComesSecondWaitsForTheSchemaAndMakesTheRest() throws SQLException {
    CompletableFuture<Void> second;
    try (Connection first = database.open("first")) {
      first.setAutoCommit(false);
      ONE.create(first);
      second = CompletableFuture.runAsync(() -> create(OTHER));
      CompletableFuture<Void> third = CompletableFuture.runAsync(() -> create(ONE));
      Patience.of(Duration.ofSeconds(30)).until(() -> waiting() == 2, () -> "nobody waits");
      first.commit();
      third.join();
    }
    second.join();

    try (Connection session = database.open("test")) {
      assertThat(ONE.exists(session)).isTrue();
      assertThat(OTHER.exists(session)).isTrue();
    }
    assertThat(count("SELECT count(*) FROM pg_indexes WHERE indexname = 'one_n'")).isEqualTo(1);
  }

  @Test
  void whatIsThereTakesNoRightToMakeIt() throws SQLException {
    create(ONE);
    try (Connection session = database.open("test");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE ROLE nobody_in_own");
      statement.execute("GRANT USAGE ON SCHEMA sluice TO nobody_in_own");
      statement.execute("SET ROLE nobody_in_own");
      ONE.create(session);
      statement.execute("RESET ROLE");
      statement.execute("DROP OWNED BY nobody_in_own; DROP ROLE nobody_in_own");
    }
  }

  private long waiting() {
    try {
      return count("SELECT count(*) FROM pg_locks WHERE NOT granted");
    } catch (SQLException e) {
      throw new AssertionError("the locks are not told", e);
    }
  }

  private void create(OwnTable table) {
    try (Connection session = database.open("second")) {
      table.create(session);
    } catch (SQLException e) {
      throw new AssertionError("the table is not made", e);
    }
  }

  private long count(String question) throws SQLException {
    try (Connection session = database.open("test")) {
      return Query.of(session, question).first(row -> row.getLong(1)).orElseThrow();
    }
  }
}
