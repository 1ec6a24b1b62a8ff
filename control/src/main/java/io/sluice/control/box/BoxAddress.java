package io.sluice.control.box;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param registry the schema registry, if one was asked for
 */
public record BoxAddress(
    Pid broker,
    String bootstrapServers,
    Pid worker,
    URI restUrl,
    @JsonIgnore Optional<RegistryAddress> registry) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Reads the file's form, in which what is not there is left out. */
  @JsonCreator
  static BoxAddress of(
      @JsonProperty("broker") Pid broker,
      @JsonProperty("bootstrapServers") String bootstrapServers,
      @JsonProperty("worker") Pid worker,
      @JsonProperty("restUrl") URI restUrl,
      @JsonProperty("schemaRegistry") RegistryAddress registry) {
    return new BoxAddress(broker, bootstrapServers, worker, restUrl, Optional.ofNullable(registry));
  }

  @JsonProperty("schemaRegistry")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  RegistryAddress registryOrNull() {
    return registry.orElse(null);
  }

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

  /** Whether its schema registry runs. */
  @JsonIgnore
  public boolean hasRunningRegistry() {
    return registry.map(RegistryAddress::process).filter(Pid::isAlive).isPresent();
  }

  BoxAddress with(RegistryAddress other) {
    return new BoxAddress(broker, bootstrapServers, worker, restUrl, Optional.of(other));
  }

  /** Ends what runs of it: the worker first, which needs the others to leave in order. */
  void end(Path folder) {
    worker.stop(PATIENCE);
    registry.ifPresent(server -> server.process().stop(PATIENCE));
    broker.stop(PATIENCE);
    Folders.delete(file(folder));
  }

  private static Path file(Path folder) {
    return folder.resolve("box.json");
  }
}
