package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceReferenceTest {

  private static final Path PAGE = Path.of("../../docs/reference/source-connector.md");

  @Test
  void pageSaysWhatTheKeysSay() throws IOException {
    if ("write".equals(System.getProperty("sluice.docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, SourceReference.page());
    }

    assertThat(Files.readString(PAGE))
        .as("stale; write it anew with -Dsluice.docs=write")
        .isEqualTo(SourceReference.page());
  }
}
