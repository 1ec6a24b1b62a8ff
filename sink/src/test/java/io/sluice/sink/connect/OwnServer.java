package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.version.PostgresVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A PostgreSQL server that a test stops and starts as it likes. */
final class OwnServer implements AutoCloseable {

  private final Path folder = Path.of("target", "postgres").toAbsolutePath();
  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  OwnServer() throws IOException {
    Files.createDirectories(folder);
    this.data = Files.createTempDirectory(folder, "own-");
    this.port = freePort();
    start();
  }

  Endpoint endpoint() {
    return Endpoint.of("127.0.0.1", port, "postgres", "postgres", "");
  }

  void start() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setPgBinaryResolver((system, machine) -> PostgresVersion.underTest().open())
            .setOverrideWorkingDirectory(new File(folder.toString()))
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  void stop() throws IOException {
    running.close();
  }

  /** The next start is one into recovery. */
  void becomeStandby() throws IOException {
    Files.createFile(data.resolve("standby.signal"));
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
