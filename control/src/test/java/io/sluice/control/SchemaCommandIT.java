package io.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.migration.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");

  @TempDir private Path folder;

  @Test
  void reportIsTheLastLineAndNamesAreThoseOfTheFileAndTheCommandLine()
      throws SQLException, IOException {
    OneServer.run(
        source,
        "CREATE TABLE a (id integer PRIMARY KEY)",
        "CREATE SCHEMA other",
        "CREATE TABLE other.b (id integer PRIMARY KEY)");

    JsonNode look = run(Exit.GOOD, "--dry-run", "--before-data");
    JsonNode before = run(Exit.GOOD, "--before-data", "--map", "other.b=public.c");
    JsonNode after = run(Exit.GOOD, "--after-data", "--map", "other.b=public.c", "--jobs", "1");

    assertThat(look.path("dry_run").asBoolean()).isTrue();
    assertThat(look.path("sql").toString()).contains("CREATE TABLE \\\"new\\\".\\\"a\\\"");
    assertThat(before.path("made_by_kind").path("table").asInt()).isEqualTo(2);
    assertThat(after.path("ok").asBoolean()).isTrue();
    OneServer.run(target, "TABLE new.a", "TABLE public.c");
  }

  @Test
  void differenceIsTheExitCode() throws SQLException, IOException {
    OneServer.run(source, "CREATE TABLE a (id integer PRIMARY KEY)");
    OneServer.run(target, "CREATE SCHEMA new", "CREATE TABLE new.a (id bigint PRIMARY KEY)");

    JsonNode report = run(Exit.DIFFERENT, "--before-data");

    assertThat(report.path("ok").asBoolean()).isFalse();
    assertThat(report.path("different").path(0).path("name").asText()).isEqualTo("new.a");
  }

  private JsonNode run(int exit, String... arguments) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("migration.yaml"),
            "name: m\nsource: %s\ntarget: %s\nrenames: {public: new}\n"
                .formatted(fields(source), fields(target)));
    List<String> all = new ArrayList<>(List.of("schema", "-c", file.toString(), "--json"));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(Sluice.commandLine().execute(all.toArray(new String[0]))).isEqualTo(exit);
    } finally {
      System.setOut(standard);
    }
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    return JSON.readTree(lines.get(lines.size() - 1));
  }

  private static String fields(Database database) {
    return "{host: %s, port: %d, database: %s, user: %s, password: %s}"
        .formatted(
            database.endpoint().host(),
            database.endpoint().port(),
            database.endpoint().database(),
            database.endpoint().user(),
            JSON.valueToTree(database.endpoint().password().value()));
  }
}
