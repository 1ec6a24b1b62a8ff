package io.sluice.control.box;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a box's servers are: what {@code box.json} holds, by which other processes find them.
 *
 * @param broker its process
 * @param bootstrapServers what Kafka's clients connect to
 * @param worker its process
 * @param restUrl of Connect's REST API
 */
public record BoxAddress(Pid broker, String bootstrapServers, Pid worker, URI restUrl) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What a folder says; empty if no box was started in it or it was ended in order. */
  public static Optional<BoxAddress> read(Path folder) {
    Path file = file(folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), BoxAddress.class));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  void write(Path folder) {
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(file(folder).toFile(), this);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file(folder), failed);
    }
  }

  /** Whether broker and worker both run. */
  @JsonIgnore
  public boolean isRunning() {
    return broker.isAlive() && worker.isAlive();
  }

  /** Ends what runs of it: the worker first, which needs the broker to leave in order. */
  void end(Path folder) {
    worker.stop(PATIENCE);
    broker.stop(PATIENCE);
    Folders.delete(file(folder));
  }

  private static Path file(Path folder) {
    return folder.resolve("box.json");
  }
}
