package io.sluice.fault.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.box.ConnectWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The workers of one group, and their REST API, which is asked of one that is not away. Safe for
 * use by several threads.
 */
final class ConnectCluster implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int NOT_FOUND = 404;

  private final List<ConnectWorker> workers;
  private final Set<ConnectWorker> away = ConcurrentHashMap.newKeySet();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  ConnectCluster(List<ConnectWorker> workers) {
    this.workers = List.copyOf(workers);
  }

  /** What is done to a worker while the others do its work. */
  interface Work {
    void run() throws InterruptedException;
  }

  /** Leaves a worker alone while something is done to it. */
  void whileAway(ConnectWorker worker, Work work) throws InterruptedException {
    away.add(worker);
    work.run();
    away.remove(worker);
  }

  /** The API of one of the workers. */
  URI anyUrl() {
    return workers.get(0).restUrl();
  }

  /** Which worker runs a connector's task, as the others say; the first if they do not know. */
  ConnectWorker workerOf(String connector) {
    String id =
        status(connector)
            .map(status -> status.path("tasks").path(0).path("worker_id").asText())
            .orElse("");
    return workers.stream()
        .filter(worker -> id.endsWith(":" + worker.restUrl().getPort()))
        .findFirst()
        .orElse(workers.get(0));
  }

  /** How a connector is; empty if nobody knows now. */
  Optional<JsonNode> status(String connector) {
    return once("GET", "/connectors/" + connector + "/status", BodyPublishers.noBody())
        .filter(reply -> reply.statusCode() == 200)
        .map(reply -> tree(reply.body()));
  }

  /** Whether a connector's only task rests. */
  boolean isPaused(String connector) {
    return status(connector)
        .map(status -> status.path("tasks").path(0).path("state").asText())
        .filter("PAUSED"::equals)
        .isPresent();
  }

  /** Restarts what has failed of a connector; whether somebody took the order. */
  boolean restartFailed(String connector) {
    String path = "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true";
    return once("POST", path, BodyPublishers.noBody())
        .filter(reply -> reply.statusCode() < 300)
        .isPresent();
  }

  void put(String path) {
    order("PUT", path, BodyPublishers.noBody());
  }

  /** Creates a connector or gives it this configuration. */
  void deploy(String connector, Map<String, String> config) {
    try {
      String body = JSON.writeValueAsString(config);
      order("PUT", "/connectors/" + connector + "/config", BodyPublishers.ofString(body));
    } catch (IOException failed) {
      throw new IllegalStateException("cannot write a map as JSON", failed);
    }
  }

  void delete(String connector) {
    order("DELETE", "/connectors/" + connector, BodyPublishers.noBody());
  }

  /** Until somebody takes it: workers come, go and rebalance. */
  private void order(String method, String path, BodyPublisher body) {
    AtomicReference<String> refusal = new AtomicReference<>("no answer");
    boolean taken =
        Waits.reaches(
            () -> {
              Optional<HttpResponse<String>> reply = once(method, path, body);
              reply.ifPresent(told -> refusal.set(told.body()));
              return reply.filter(told -> isTaken(method, told.statusCode())).isPresent();
            },
            LIMIT);
    if (!taken) {
      throw new IllegalStateException(
          "no worker takes " + method + " " + path + ": " + refusal.get());
    }
  }

  private static boolean isTaken(String method, int status) {
    return status < 300 || method.equals("DELETE") && status == NOT_FOUND;
  }

  private Optional<HttpResponse<String>> once(String method, String path, BodyPublisher body) {
    ConnectWorker worker =
        workers.stream().filter(w -> !away.contains(w)).findFirst().orElse(workers.get(0));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(worker.restUrl() + path))
            .header("Content-Type", "application/json")
            .timeout(ANSWER)
            .method(method, body)
            .build();
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failed) {
      throw new IllegalStateException("Connect answers with something else than JSON", failed);
    }
  }

  @Override
  public void close() {
    workers.forEach(ConnectWorker::kill9);
  }
}
