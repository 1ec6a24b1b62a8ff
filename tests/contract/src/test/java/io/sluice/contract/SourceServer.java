package io.sluice.contract;

import io.sluice.testkit.version.PostgresVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** A PostgreSQL server that a change capture can read. */
final class SourceServer implements AutoCloseable {

  static final String DATABASE = "postgres";
  static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private SourceServer(EmbeddedPostgres server) {
    this.server = server;
  }

  static SourceServer start() {
    try {
      return new SourceServer(
          EmbeddedPostgres.builder()
              .setPgBinaryResolver((system, machine) -> PostgresVersion.underTest().open())
              .setServerConfig("wal_level", "logical")
              .setServerConfig("max_replication_slots", "8")
              .setServerConfig("max_wal_senders", "8")
              .start());
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  int port() {
    return server.getPort();
  }

  /** A session whose texts are those that Sluice pins. */
  Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  /** The same in another database. */
  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty(
        "options",
        "-c search_path=pg_catalog -c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres"
            + " -c bytea_output=hex -c extra_float_digits=3");
    String url = "jdbc:postgresql://localhost:" + port() + "/" + database;
    return DriverManager.getConnection(url, properties);
  }

  /**
   * Runs statements in one session, each in a transaction of its own unless they say {@code begin}.
   */
  void run(String sql) {
    run(DATABASE, sql);
  }

  /** The same in another database. */
  void run(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String one : sql.split(";\\s*\\n")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The names of the tables in schema public. */
  Set<String> tables() {
    return rows(DATABASE, "select tablename from pg_tables where schemaname = 'public'").stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  /** What a query gives, as text. */
  List<List<String>> rows(String database, String query) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The statements of a file among the test's resources. */
  static String script(String name) {
    return script("workload", name);
  }

  /** The same of another folder. */
  static String script(String folder, String name) {
    try {
      Path file = Path.of("src/test/resources", folder, name);
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException stillRunning) {
      throw new UncheckedIOException(stillRunning);
    }
  }
}
