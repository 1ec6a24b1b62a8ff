package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxOptionsTest {

  @Test
  void whatIsSaidTwiceAddsUp() {
    BoxOptions options =
        BoxOptions.DEFAULT
            .withHeaps(512, 2048)
            .withPlugins(List.of(Path.of("/first")))
            .withPlugins(List.of(Path.of("/second")))
            .withWorkerSettings(Map.of("a", "1", "b", "1"))
            .withWorkerSettings(Map.of("b", "2"))
            .withJvm(List.of("-Da"), List.of())
            .withJvm(List.of("-Db"), List.of("-Dc"));
    assertThat(options)
        .isEqualTo(
            new BoxOptions(
                512,
                2048,
                List.of(Path.of("/first"), Path.of("/second")),
                Map.of("a", "1", "b", "2"),
                List.of("-Da", "-Db"),
                List.of("-Dc")));
  }
}
