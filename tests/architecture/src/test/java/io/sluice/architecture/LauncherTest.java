package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.PostgresArchive;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers {@code ./sluice} downloads, and for whom. */
class LauncherTest {

  private static final String OLDEST = "dependency:unpack@postgres-" + PostgresArchive.OLDEST;

  @TempDir private Path folder;
  private LauncherStage stage;

  @BeforeEach
  void makeStage() {
    stage = LauncherStage.in(folder);
  }

  static IntStream olderVersions() {
    return IntStream.range(PostgresArchive.OLDEST, PostgresArchive.NEWEST);
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void everyOlderServerIsDownloadedOnce(int major) {
    stage.run("demo", "--source-version", "" + major);
    stage.run("demo", "--cutover", "--source-version=" + major);

    assertThat(stage.downloads()).containsExactly("dependency:unpack@postgres-" + major);
    assertThat(Repository.text("pom.xml")).contains("<id>postgres-" + major + "</id>");
    assertThat(stage.said()).hasSize(1);
    assertThat(stage.said().get(0))
        .matches(
            "sluice: getting PostgreSQL " + major + "\\.\\d+\\.\\d+ \\(15 MB, once\\) \\.\\.\\.");
    assertThat(stage.commands())
        .containsExactly(
            "demo --source-version " + major, "demo --cutover --source-version=" + major);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo --cutover", "--verbose demo --rows 5000 --cutover=true --json"})
  void cutoverIsShownFromTheOldestServer(String line) {
    stage.run(line.split(" "));

    assertThat(stage.downloads()).containsExactly(OLDEST);
    assertThat(stage.commands()).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "demo --rows 15",
        "demo --cutover=false",
        "demo --cutover --source-version 18",
        "demo --cutover --help",
        "demo --source-version 14",
        "demo --source-version 1.",
        "demo --source-version=abc",
        "demo --source-version",
        "up --cutover"
      })
  void whoNeedsNoOlderServerDownloadsNothing(String line) {
    stage.run(line.split(" "));

    assertThat(stage.downloads()).isEmpty();
    assertThat(stage.commands()).containsExactly(line);
  }

  @Test
  void otherReleaseReplacesTheOneThatWasDownloaded() {
    stage.run("demo", "--cutover");
    stage.edit("<postgres.15.version>15.", "<postgres.15.version>15.9");
    stage.run("demo", "--cutover");

    assertThat(stage.downloads()).containsExactly(OLDEST, OLDEST);
    assertThat(stage.said().get(1)).contains("PostgreSQL 15.9");
  }

  @Test
  void whatCouldNotBeDownloadedIsTriedAgain() {
    stage.cutOff();
    assertThat(stage.run("demo", "--cutover")).isEqualTo(2);

    assertThat(stage.said().get(1)).contains("could not be fetched");
    assertThat(stage.commands()).isEmpty();
    assertThat(stage.run("demo", "--cutover")).isEqualTo(2);
    assertThat(stage.downloads()).containsExactly(OLDEST, OLDEST);
  }
}
