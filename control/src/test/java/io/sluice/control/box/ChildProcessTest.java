package io.sluice.control.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.box.ChildProcess.Life;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void failedStartShowsTheEndOfTheLog() {
    ChildProcess child = shell("echo no room on this disk; exit 3");
    assertThatThrownBy(() -> child.awaitReady(() -> false, PATIENCE))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("the shell ended while starting")
        .hasMessageContaining("no room on this disk");
  }

  @Test
  void processThatIgnoresTheRequestIsKilled() {
    ChildProcess child = shell("trap '' TERM; echo up; while :; do read -r line </dev/zero; done");
    child.awaitReady(() -> child.hasLogged("up"), PATIENCE);
    child.stop(Duration.ofMillis(100));
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void textOfAnEarlierProcessDoesNotCount() {
    shell("echo ready").awaitExit(PATIENCE);
    ChildProcess second = shell("exec sleep 60");
    try {
      assertThat(second.hasLogged("ready")).isFalse();
    } finally {
      second.kill();
    }
  }

  /** The owner is another JVM, which is killed as no hook of its own can see. */
  @Test
  void ownedProcessDiesWithAKilledOwner() throws IOException {
    Path pid = folder.resolve("pid");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                pid.toString())
            .redirectError(folder.resolve("owner.log").toFile())
            .start();
    assertThat(Waiting.until(() -> Files.exists(pid), PATIENCE)).isTrue();
    long child = Long.parseLong(Files.readString(pid));
    assertThat(ProcessHandle.of(child)).isPresent();
    owner.destroyForcibly();
    assertThat(Waiting.until(() -> ProcessHandle.of(child).isEmpty(), PATIENCE)).isTrue();
  }

  private ChildProcess shell(String script) {
    return start(script, folder.resolve("log"));
  }

  private static ChildProcess start(String script, Path log) {
    List<String> command = List.of("/bin/sh", "-c", script);
    return ChildProcess.start("the shell", command, Map.of(), log, Life.OWNED);
  }

  /** Starts a child, writes its pid into a file and waits to be killed. */
  static final class Owner {
    public static void main(String[] args) throws IOException {
      Path pid = Path.of(args[0]);
      ChildProcess child = start("exec sleep 600", pid.resolveSibling("child.log"));
      Path draft = pid.resolveSibling("draft");
      Files.writeString(draft, Long.toString(child.pid().pid()), StandardCharsets.UTF_8);
      Files.move(draft, pid);
      child.awaitExit(Duration.ofMinutes(10));
    }
  }
}
