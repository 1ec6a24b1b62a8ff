package io.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.migration.Database;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandIT {

  @TempDir Path folder;

  @Test
  void soundMigrationExitsWithZeroBeforeAnythingElseExists() throws Exception {
    Database source = OneServer.database("source");
    OneServer.run(source, "CREATE TABLE t (id int PRIMARY KEY)");

    JsonNode report = check(Exit.GOOD, source, OneServer.database("target"));

    assertThat(report.path("ok").asBoolean()).isTrue();
    assertThat(report.path("failed").asInt()).isZero();
    assertThat(report.path("checks").findValuesAsText("name"))
        .contains("wal-level", "table-missing", "time-limit");
  }

  @Test
  void failureExitsWithOneAndADatabaseThatIsNotThereIsOneOfThem() throws Exception {
    Database target = OneServer.database("target");
    Database nowhere = new Database("source", target.endpoint().withDatabase("never made"));

    JsonNode report = check(Exit.DIFFERENT, nowhere, target);

    assertThat(report.path("ok").asBoolean()).isFalse();
    assertThat(report.path("failed").asInt()).isEqualTo(1);
    assertThat(report.path("checks"))
        .filteredOn(check -> check.path("level").asText().equals("FAILED"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.path("name").asText()).isEqualTo("database");
              assertThat(check.path("side").asText()).isEqualTo("source");
              assertThat(check.path("problem").asText()).contains("no database never made");
              assertThat(check.path("remedy").asText())
                  .contains("SELECT datname FROM pg_database;");
            });
  }

  private JsonNode check(int exit, Database source, Database target) throws Exception {
    Path file = folder.resolve("migration.yaml");
    Files.writeString(file, "name: shop\n" + side("source", source) + side("target", target));
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              Sluice.commandLine()
                  .execute("check", "--json", "-c", file.toString(), "--box", folder.toString()))
          .isEqualTo(exit);
    } finally {
      System.setOut(before);
    }
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
    return new ObjectMapper().readTree(lines[lines.length - 1]);
  }

  private static String side(String role, Database database) {
    return "%s: {host: '%s', port: %d, database: '%s', user: '%s', password: '%s'}\n"
        .formatted(
            role,
            database.endpoint().host(),
            database.endpoint().port(),
            database.endpoint().database(),
            database.endpoint().user(),
            database.endpoint().password().value());
  }
}
