package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.demo.CutoverDemo;
import io.sluice.control.demo.CutoverDemoResult;
import io.sluice.control.demo.DemoOptions;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Problem;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with every kind of object goes from PostgreSQL 15 to 18, with its writers. */
class MarketFault {

  private static final String NAME = "market-15-18";

  @Test
  void marketMovesFrom15To18AndBackAndOverAgain(@TempDir Path folder) throws Exception {
    try (PostgresServer old = Postgres.own(15, Map.of("fsync", "off"));
        PostgresServer fresh = Postgres.own(18, Map.of("fsync", "off"));
        PrintStream words =
            new PrintStream(
                Files.newOutputStream(folder.resolve("words")), true, StandardCharsets.UTF_8)) {
      Migration migration = migration(old, fresh);
      CutoverDemo demo =
          new CutoverDemo(
              new DemoOptions(2000, 2, 1, 15),
              Distribution.installed(),
              new Console(words, words, false));
      CutoverDemoResult result = run(demo, migration, folder);

      assertThat(result.report())
          .as(() -> read(folder.resolve("words")))
          .containsEntry("ok", true)
          .containsEntry("tables", 21)
          .containsEntry("mismatches", 0L)
          .containsEntry("sequences_behind", 0L)
          .containsEntry("acknowledged_writes_lost", 0L)
          .containsEntry("rolled_back", true);
      assertThat(result.report().get("source_version")).asString().startsWith("15.");
      assertThat(result.report().get("target_version")).asString().startsWith("18.");
      assertThat(result.acknowledged()).isGreaterThan(60);
      delete(migration);
      delete(migration.reversed());
    }
  }

  private static CutoverDemoResult run(CutoverDemo demo, Migration migration, Path folder)
      throws SQLException {
    try {
      return demo.between(migration, folder);
    } catch (Problem stopped) {
      throw new AssertionError(read(folder.resolve("words")), stopped);
    }
  }

  private static Migration migration(PostgresServer old, PostgresServer fresh) {
    return new Migration(
        NAME,
        new Source(
            new Database("source", old.createDatabase("market")),
            List.of(),
            "sluice_market",
            "sluice_market",
            Source.Chunk.DEFAULT),
        new Database("target", fresh.createDatabase("market")),
        Optional.of(KafkaBroker.shared().bootstrapServers()),
        Optional.of(Connect.shared().restUrl()),
        Map.of());
  }

  private static void delete(Migration way) {
    ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
    rest.delete(way.sinkConnector());
    rest.delete(way.sourceConnector());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
