package io.sluice.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RivalProgramsTest {

  @TempDir private Path root;

  @Test
  void versionsAreThoseOfTheUnpackedJars() throws IOException {
    Path plugins = root.resolve("tests/bench/target/rivals/plugins");
    Path folder = Files.createDirectories(plugins.resolve("debezium-connector-jdbc"));
    Files.createFile(folder.resolve("debezium-connector-jdbc-3.5.0.Final.jar"));
    Files.createFile(folder.resolve("hibernate-core-7.1.0.Final.jar"));

    assertThat(programs().versions()).isEqualTo(Map.of("debezium-connector-jdbc", "3.5.0.Final"));
  }

  @Test
  void whatWasNeverFetchedHasNoVersion() throws IOException {
    assertThat(programs().versions()).isEmpty();
  }

  private RivalPrograms programs() throws IOException {
    Path home = root.resolve("control/target/sluice");
    Files.createDirectories(home.resolve("kafka"));
    return new RivalPrograms(new Distribution(home));
  }
}
