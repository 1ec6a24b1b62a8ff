package io.sluice.fault.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does what an operator's script does: looks how the connectors are, and restarts what has failed.
 * Sluice stops for what a person has to look at; here the look is enough.
 */
final class Operator implements AutoCloseable {

  private static final Duration ROUND = Duration.ofMillis(1_000);

  private final Stage stage;
  private final Consumer<String> log;
  private final AtomicInteger restarts = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemon::thread);

  Operator(Stage stage, Consumer<String> log) {
    this.stage = stage;
    this.log = log;
    thread.scheduleWithFixedDelay(
        this::look, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How often something was restarted. */
  int restarts() {
    return restarts.get();
  }

  private void look() {
    for (String connector : List.of(stage.sourceName(), stage.sink())) {
      stage
          .connect()
          .status(connector)
          .flatMap(Operator::failure)
          .ifPresent(reason -> restart(connector, reason));
    }
  }

  private void restart(String connector, String reason) {
    if (stage.connect().restartFailed(connector)) {
      restarts.incrementAndGet();
      log.accept("restarted " + connector + ", which had failed: " + reason);
    }
  }

  private static Optional<String> failure(JsonNode status) {
    if (hasFailed(status.path("connector"))) {
      return Optional.of(reason(status.path("connector")));
    }
    for (JsonNode task : status.path("tasks")) {
      if (hasFailed(task)) {
        return Optional.of(reason(task));
      }
    }
    return Optional.empty();
  }

  private static boolean hasFailed(JsonNode part) {
    return part.path("state").asText().equals("FAILED");
  }

  /** What the last cause says, without its class. */
  private static String reason(JsonNode part) {
    List<String> lines = part.path("trace").asText().lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .or(() -> lines.stream().findFirst())
        .map(line -> line.replaceFirst("^(Caused by: )?([\\w$]+\\.)+", ""))
        .orElse("without a word");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
