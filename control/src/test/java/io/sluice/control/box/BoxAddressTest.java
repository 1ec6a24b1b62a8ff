package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxAddressTest {

  private static final BoxAddress PLAIN =
      new BoxAddress(
          new Pid(11, 1_000),
          "127.0.0.1:9092",
          new Pid(12, 2_000),
          URI.create("http://127.0.0.1:8083"),
          Optional.empty());

  @TempDir private Path folder;

  @Test
  void addressIsReadAsItWasWritten() {
    RegistryAddress registry =
        new RegistryAddress(new Pid(13, 3_000), URI.create("http://127.0.0.1:8080/apis"));
    for (BoxAddress written : new BoxAddress[] {PLAIN, PLAIN.with(registry)}) {
      written.write(folder);
      assertThat(BoxAddress.read(folder)).contains(written);
    }
  }

  @Test
  void fileOfAVersionThatKnewNoRegistryIsRead() {
    Folders.write(
        folder.resolve("box.json"),
        """
        {
          "broker" : {"pid" : 11, "startedMillis" : 1000},
          "bootstrapServers" : "127.0.0.1:9092",
          "worker" : {"pid" : 12, "startedMillis" : 2000},
          "restUrl" : "http://127.0.0.1:8083"
        }
        """);
    assertThat(BoxAddress.read(folder)).contains(PLAIN);
  }

  @Test
  void portIsKeptWhileNobodyElseHasIt() {
    Path file = folder.resolve("port");
    int port = FreePort.remembered(file);
    assertThat(FreePort.remembered(file)).isEqualTo(port);
  }
}
