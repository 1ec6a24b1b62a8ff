package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  @TempDir private Path folder;

  @Test
  void committedRowsSurviveAKill() throws SQLException {
    try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), Map.of())) {
      Endpoint database = server.createDatabase("shop");
      execute(database, "CREATE TABLE public.t AS SELECT 42 AS answer");
      server.kill9();
      server.start();
      assertThat(query(database, "SELECT answer FROM public.t")).isEqualTo("42");
    }
  }

  @Test
  void settingsAreAsGivenAndWritesAreDurable() throws SQLException {
    try (PostgresServer server =
        PostgresServer.start(folder.resolve("pg"), Map.of("work_mem", "5MB"))) {
      Endpoint database = server.endpoint("postgres");
      assertThat(query(database, "SHOW work_mem")).isEqualTo("5MB");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      server.restart(Map.of("wal_level", "replica"));
      assertThat(query(database, "SHOW wal_level")).isEqualTo("replica");
    }
  }

  @Test
  void nothingIsLeftAfterClose() {
    Path data = folder.resolve("pg");
    PostgresServer server = PostgresServer.start(data, Map.of());
    Optional<ProcessHandle> process = server.pid().process();
    server.close();
    assertThat(process).hasValueSatisfying(it -> assertThat(it.isAlive()).isFalse());
    assertThat(Files.exists(data)).isFalse();
  }

  private static void execute(Endpoint database, String sql) throws SQLException {
    try (Connection session = database.connect("sluice-test");
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(Endpoint database, String sql) throws SQLException {
    try (Connection session = database.connect("sluice-test");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
