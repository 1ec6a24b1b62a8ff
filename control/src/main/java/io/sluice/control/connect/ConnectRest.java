package io.sluice.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the command needs of Connect's REST API. Every call can be repeated.
 *
 * @param http where the API is
 */
public record ConnectRest(RestClient http) {

  /** The API of the worker at this address. */
  public static ConnectRest at(URI url) {
    return new ConnectRest(new RestClient(url));
  }

  /** The API of the worker that a migration names, as one that runs does. */
  public static ConnectRest of(Migration migration) {
    return at(migration.connectUrl().orElseThrow());
  }

  /**
   * A worker.
   *
   * @param version of Kafka Connect
   * @param cluster the id of the Kafka cluster that it is on
   */
  public record Worker(String version, String cluster) {

    /** Whether its version comes before another one, such as {@code 3.3}. */
    public boolean isOlderThan(String other) {
      return Runtime.Version.parse(numbers(version)).compareTo(Runtime.Version.parse(other)) < 0;
    }

    private static String numbers(String version) {
      return version.replaceAll("[^0-9.].*", "").replaceAll("(\\.0)+$", "");
    }
  }

  /** Who answers. */
  public Worker worker() {
    JsonNode worker = http.get("/").expect();
    return new Worker(text(worker, "version"), text(worker, "kafka_cluster_id"));
  }

  /** The class names of the connectors that the worker has found on its plugin path. */
  public List<String> plugins() {
    List<String> classes = new ArrayList<>();
    http.get("/connector-plugins").expect().forEach(plugin -> classes.add(text(plugin, "class")));
    return classes;
  }

  /**
   * Lets the connector's own checks look at a configuration.
   *
   * @return what is wrong, in the configuration's order; empty if nothing is
   */
  public List<FieldError> validate(Map<String, String> config) {
    String connector = config.get("connector.class");
    JsonNode report =
        http.put("/connector-plugins/" + connector + "/config/validate", config).expect();
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode field : report.path("configs")) {
      JsonNode value = field.path("value");
      value
          .path("errors")
          .forEach(error -> errors.add(new FieldError(text(value, "name"), error.asText())));
    }
    return errors;
  }

  /** The names of all connectors of the cluster. */
  public List<String> connectors() {
    List<String> names = new ArrayList<>();
    http.get("/connectors").expect().forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Creates a connector, or gives an existing one this configuration. */
  public void put(String name, Map<String, String> config) {
    http.put("/connectors/" + name + "/config", config).expect();
  }

  /** A connector's configuration as Connect holds it; empty if there is no such connector. */
  public Optional<Map<String, String>> config(String name) {
    return http.get("/connectors/" + name + "/config").found().map(ConnectRest::texts);
  }

  /** How a connector and its tasks are; empty if there is no such connector. */
  public Optional<ConnectorStatus> status(String name) {
    return http.get("/connectors/" + name + "/status").found().map(ConnectorStatus::read);
  }

  /** The positions that Connect has stored for a connector; empty before the first one. */
  public List<StoredOffset> offsets(String name) {
    List<StoredOffset> offsets = new ArrayList<>();
    http.get("/connectors/" + name + "/offsets")
        .found()
        .ifPresent(
            reply -> reply.path("offsets").forEach(each -> offsets.add(StoredOffset.read(each))));
    return offsets;
  }

  /** Waits until a connector and at least one task run. */
  public void awaitRunning(String name, Patience patience) {
    patience.until(
        () -> {
          Optional<ConnectorStatus> status = status(name);
          status.ifPresent(ConnectorStatus::requireHealthy);
          return status.map(ConnectorStatus::isRunning).orElse(false);
        },
        () -> "connector " + name + " does not start");
  }

  public void pause(String name) {
    http.put("/connectors/" + name + "/pause", Map.of()).expect();
  }

  public void resume(String name) {
    http.put("/connectors/" + name + "/resume", Map.of()).expect();
  }

  /** Starts a connector and those of its tasks anew that have failed. */
  public void restart(String name) {
    http.post("/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true").expect();
  }

  /** Shuts a connector's tasks down and keeps its offsets. */
  public void stop(String name) {
    http.put("/connectors/" + name + "/stop", Map.of()).expect();
  }

  /**
   * Forgets where a stopped connector is: a source's positions, a sink's consumer group.
   *
   * @return whether that could be; a group whose last consumer is just leaving has to be asked
   *     again
   */
  public boolean forget(String name) {
    RestReply reply = http.delete("/connectors/" + name + "/offsets");
    return reply.status() / 100 == 2 || reply.status() == 404;
  }

  /** Removes a connector, if there is one. */
  public void delete(String name) {
    http.delete("/connectors/" + name).found();
  }

  /** One fault of a configuration. */
  public record FieldError(String field, String message) {

    /** Field and message in one sentence. */
    public String sentence() {
      return message.contains(field) ? message : field + ": " + message;
    }
  }

  /** Fails unless the worker has these connectors. */
  public void requirePlugins(List<String> classes) {
    List<String> missing = new ArrayList<>(classes);
    missing.removeAll(plugins());
    if (!missing.isEmpty()) {
      throw new Problem(
          "the Connect worker at "
              + http.url()
              + " does not know "
              + String.join(", ", missing)
              + ": put Sluice's plugins on its plugin.path and restart it");
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asText();
  }
}
