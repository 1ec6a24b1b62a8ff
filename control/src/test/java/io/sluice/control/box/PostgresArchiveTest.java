package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresArchiveTest {

  @TempDir private Path folder;
  private Distribution distribution;

  @BeforeEach
  void makeDistribution() {
    Folders.create(folder.resolve("sluice/kafka"));
    distribution = new Distribution(folder.resolve("sluice"));
  }

  @Test
  void newestComesWithTheDistribution() {
    assertThat(PostgresArchive.of(distribution, PostgresArchive.NEWEST))
        .isEqualTo(PostgresArchive.newest());
  }

  @Test
  void olderOnesLieBesideIt() throws Exception {
    String name = Path.of(PostgresArchive.newest().url().getPath()).getFileName().toString();
    Path file = Folders.create(folder.resolve("postgres/16")).resolve(name);
    Folders.write(file, "");
    assertThat(PostgresArchive.of(distribution, 16).url()).isEqualTo(file.toUri().toURL());
  }

  @Test
  void whoNeverFetchedItIsToldHow() {
    assertThatThrownBy(() -> PostgresArchive.of(distribution, 15))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("no PostgreSQL 15: there is no " + folder.resolve("postgres/15"))
        .hasMessageContaining("start with ./sluice")
        .hasMessageEndingWith("mvn -pl control dependency:unpack@postgres-15");
  }
}
