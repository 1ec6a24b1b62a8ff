package io.sluice.bench.rivals;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.report.Patience;
import java.time.Duration;
import java.util.Map;

/**
 * A connector in a worker.
 *
 * @param rest of the worker
 * @param config with its name
 */
record Connector(ConnectRest rest, Map<String, String> config) {

  private static final Patience STATE = Patience.of(Duration.ofMinutes(2));

  String name() {
    return config.get("name");
  }

  /** Creates it, which starts it. */
  void start() {
    rest.put(name(), config);
  }

  /** Waits until it runs. */
  void awaitRunning() {
    rest.awaitRunning(name(), STATE);
  }

  /** Ends its tasks; returns when they have gone. */
  void stop() {
    rest.stop(name());
    STATE.until(
        () -> rest.status(name()).map(Connector::hasStopped).orElse(true),
        () -> "connector " + name() + " does not stop");
  }

  void resume() {
    rest.resume(name());
  }

  /** Ends and deletes it. */
  void remove() {
    stop();
    forget();
  }

  /** Deletes it, if it is still there, and does not wait for its tasks. */
  void forget() {
    rest.delete(name());
  }

  /** Fails when it has. */
  void requireHealth() {
    rest.status(name()).ifPresent(ConnectorStatus::requireHealthy);
  }

  private static boolean hasStopped(ConnectorStatus status) {
    return status.state().equals("STOPPED") && status.tasks().isEmpty();
  }
}
