package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that Sluice starts can be reached from another machine. */
class LoopbackIT {

  private static final Path PROCESSES = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final Set<String> LOOPBACK =
      Set.of(
          "0100007F", // 127.0.0.1
          "0000000000000000FFFF00000100007F", // the same, as an address of IPv6
          "00000000000000000000000001000000"); // ::1

  @Test
  void serversOfOursListenOnTheLoopbackAddressOnly() throws IOException {
    assumeTrue(Files.isReadable(PROCESSES.resolve("net/tcp")), "only Linux tells who listens");
    Postgres.shared();
    KafkaBroker.shared();
    Connect.shared();
    SchemaRegistry.shared();

    Set<String> sockets = socketsOfOurs();
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = PROCESSES.resolve("net").resolve(table);
      for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
        String[] fields = line.strip().split("\\s+");
        if (fields[3].equals(LISTENS) && sockets.contains("socket:[" + fields[9] + "]")) {
          addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
        }
      }
    }
    assertThat(addresses).hasSizeGreaterThanOrEqualTo(5).isSubsetOf(LOOPBACK);
  }

  private static Set<String> socketsOfOurs() {
    Set<String> sockets = new HashSet<>();
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      sockets.addAll(socketsOf(PROCESSES.resolve(process.pid() + "/fd")));
    }
    return sockets;
  }

  private static List<String> socketsOf(Path files) {
    List<String> sockets = new ArrayList<>();
    try (Stream<Path> open = Files.list(files)) {
      for (Path file : open.toList()) {
        sockets.add(Files.readSymbolicLink(file).toString());
      }
    } catch (IOException gone) {
      // A session of a server that has ended meanwhile: it listens to nobody.
      return sockets;
    }
    return sockets;
  }
}
