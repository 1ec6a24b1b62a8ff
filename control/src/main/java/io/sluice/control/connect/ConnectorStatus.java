package io.sluice.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.report.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * How a connector is.
 *
 * @param name its own
 * @param state RUNNING, PAUSED, STOPPED, FAILED or UNASSIGNED
 * @param trace the first line of why it failed; blank otherwise
 * @param tasks its tasks, by number
 */
public record ConnectorStatus(String name, String state, String trace, List<Task> tasks) {

  private static final String RUNNING = "RUNNING";
  private static final String FAILED = "FAILED";

  /**
   * How a task is.
   *
   * @param id from 0
   * @param trace the first line of why it failed; blank otherwise
   */
  public record Task(int id, String state, String trace) {}

  static ConnectorStatus read(JsonNode status) {
    JsonNode connector = status.path("connector");
    List<Task> tasks = new ArrayList<>();
    for (JsonNode task : status.path("tasks")) {
      tasks.add(new Task(task.path("id").asInt(), task.path("state").asText(), reason(task)));
    }
    return new ConnectorStatus(
        status.path("name").asText(),
        connector.path("state").asText(),
        reason(connector),
        List.copyOf(tasks));
  }

  /** Whether the connector and at least one task run, and nothing has failed. */
  public boolean isRunning() {
    return state.equals(RUNNING)
        && !tasks.isEmpty()
        && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
  }

  /** Whether it was stopped, and its tasks have gone. */
  public boolean isStopped() {
    return state.equals("STOPPED") && tasks.isEmpty();
  }

  /** Whether the connector and all its tasks are paused. */
  public boolean isPaused() {
    return state.equals("PAUSED") && tasks.stream().allMatch(task -> task.state().equals("PAUSED"));
  }

  /** The worst state of the connector and its tasks. */
  public String summary() {
    return complaint().isBlank() ? state : FAILED;
  }

  /** What has failed and why, in one sentence; blank if nothing has. */
  public String complaint() {
    if (state.equals(FAILED)) {
      return "connector " + name + " failed: " + trace;
    }
    return tasks.stream()
        .filter(task -> task.state().equals(FAILED))
        .findFirst()
        .map(task -> "task " + task.id() + " of " + name + " failed: " + task.trace())
        .orElse("");
  }

  /** Fails with the complaint, if there is one. */
  public void requireHealthy() {
    if (!complaint().isBlank()) {
      throw new Problem(complaint());
    }
  }

  /**
   * Connect wraps a task's exception, so the last cause says what happened; where there is none,
   * the first line does.
   */
  private static String reason(JsonNode node) {
    List<String> lines = node.path("trace").asText("").lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .or(() -> lines.stream().findFirst())
        .map(line -> line.replaceFirst("^(Caused by: )?([\\w$]+\\.)+[\\w$]+: ", ""))
        .orElse("");
  }
}
