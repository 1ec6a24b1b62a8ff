package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProgramTest {

  @TempDir private Path folder;
  private Distribution distribution;

  @BeforeEach
  void makeDistribution() {
    Folders.create(folder.resolve("sluice/kafka"));
    distribution = new Distribution(folder.resolve("sluice"));
  }

  @Test
  void programLiesBesideTheDistribution() {
    Path jar = Folders.create(folder.resolve("registry")).resolve("registry-1-runner.jar");
    Folders.write(jar, "");
    assertThat(RegistryProgram.of(distribution)).isEqualTo(new RegistryProgram(jar));
  }

  @Test
  void whoNeverFetchedItIsToldHow() {
    assertThatThrownBy(() -> RegistryProgram.of(distribution))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining(folder.resolve("registry").toString())
        .hasMessageContaining("mvn -pl control dependency:unpack@registry");
  }
}
