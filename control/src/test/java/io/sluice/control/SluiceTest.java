package io.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.Distribution;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SluiceTest {

  private static final String UNREACHABLE =
      """
      name: shop
      source: {host: 127.0.0.1, port: 1, database: shop, user: u, password: hush}
      target: {host: 127.0.0.1, port: 1, database: shop, user: u}
      """;

  private final StringWriter err = new StringWriter();

  @Test
  void mistakesInUsageExitWithTwo() {
    assertThat(run()).isEqualTo(Exit.UNABLE);
    assertThat(run("dmeo")).isEqualTo(Exit.UNABLE);
    assertThat(run("start")).isEqualTo(Exit.UNABLE);
    assertThat(run("demo", "--rows", "many")).isEqualTo(Exit.UNABLE);
  }

  @Test
  void demoNeedsAVersionThatThereIsAServerOf() {
    assertThat(run("demo", "--source-version", "14")).isEqualTo(Exit.UNABLE);
    assertThat(err.toString()).isEqualTo("sluice: --source-version must be from 15 to 18\n");
    assertThat(run("demo", "--source-version=abc")).isEqualTo(Exit.UNABLE);
    assertThat(err.toString()).contains("'--source-version'", "'abc' is not an int");
  }

  @ParameterizedTest
  @CsvSource({"--cutover, 15", "--source-version=16, 16", "--cutover --source-version 17, 17"})
  void demoMovesFromTheOldServerThatIsMeant(String options, int major, @TempDir Path folder)
      throws Exception {
    Files.createDirectories(folder.resolve("sluice/kafka"));
    System.setProperty(Distribution.HOME, folder.resolve("sluice").toString());
    try {
      assertThat(run(("demo " + options).split(" "))).isEqualTo(Exit.UNABLE);
    } finally {
      System.clearProperty(Distribution.HOME);
    }
    assertThat(err.toString()).startsWith("sluice: no PostgreSQL " + major + ": there is no ");
  }

  @Test
  void serverThatCannotBeReachedIsOneSentence(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("migration.yaml"), UNREACHABLE);

    assertThat(run("compare", "-c", file.toString())).isEqualTo(Exit.UNABLE);

    assertThat(err.toString().lines())
        .containsExactly(
            "sluice: source 127.0.0.1:1/shop cannot be reached: check that the server runs and that"
                + " host and port are right");
  }

  @Test
  void halvesOfASchemaAreMadeOneAtATime() {
    assertThat(run("schema", "-c", "m.yaml", "--before-data", "--after-data"))
        .isEqualTo(Exit.UNABLE);

    assertThat(err.toString()).contains("--before-data", "--after-data", "mutually exclusive");
  }

  @Test
  void stackTraceIsForThoseWhoAskForIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("migration.yaml"), UNREACHABLE);

    run("--verbose", "compare", "-c", file.toString());

    assertThat(err.toString()).contains("Caused by").doesNotContain("hush");
  }

  @Test
  void withoutABoxTheProblemSaysHowToGetOne(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("migration.yaml"), UNREACHABLE);

    assertThat(run("status", "-c", file.toString(), "--box", folder.toString()))
        .isEqualTo(Exit.UNABLE);

    assertThat(err.toString()).contains("no box runs in").contains("sluice start");
  }

  private int run(String... arguments) {
    CommandLine command = Sluice.commandLine();
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
