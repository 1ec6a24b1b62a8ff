package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Apicurio's schema registry, with its data in one folder, so that numbers in topics keep their
 * meaning. It speaks Confluent's REST API and keeps its port: connectors remember its address.
 */
public final class RegistryServer implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 256;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final int READY = 200;

  private final Path folder;
  private final RegistryProgram program;
  private final Life life;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private ChildProcess process;

  RegistryServer(Path folder, RegistryProgram program, Life life) {
    this.folder = Folders.create(folder.toAbsolutePath());
    this.program = program;
    this.life = life;
    this.port = FreePort.remembered(this.folder.resolve("port"));
  }

  /** Starts a registry that ends with this process; keeps what the folder already holds. */
  public static RegistryServer start(Path folder, RegistryProgram program) {
    RegistryServer server = new RegistryServer(folder, program, Life.OWNED);
    server.start();
    return server;
  }

  /** Starts, or starts again after {@link #stop} or {@link #kill9}; returns once it answers. */
  public void start() {
    process = ChildProcess.start("the schema registry", command(), Map.of(), log(), life);
    process.awaitReady(this::answers, START);
  }

  /** What {@code schema.registry.url} is set to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  /** Where it is now. */
  public RegistryAddress address() {
    return new RegistryAddress(process.pid(), url());
  }

  public Path log() {
    return folder.resolve("registry.log");
  }

  /** Kills it as a power cut would. */
  public void kill9() {
    process.kill();
  }

  /** Ends it in order. */
  public void stop() {
    if (process != null) {
      process.stop(STOP);
    }
  }

  /** Ends it in order; its data stays. */
  @Override
  public void close() {
    stop();
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.management.host=127.0.0.1",
        // What was registered is on the disk before a record can name it.
        "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + data() + ";WRITE_DELAY=0",
        "-Dquarkus.log.file.enable=false",
        "-jar",
        program.jar().toString());
  }

  private Path data() {
    return folder.resolve("data").resolve("registry");
  }

  private boolean answers() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == READY;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
