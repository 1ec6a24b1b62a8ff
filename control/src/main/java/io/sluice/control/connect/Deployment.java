package io.sluice.control.connect;

import io.sluice.control.connect.ConnectRest.FieldError;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a migration's two connectors into a Connect cluster. Can be run again.
 *
 * @param rest of the cluster
 * @param configs of the connectors
 */
public record Deployment(ConnectRest rest, ConnectorConfigs configs) {

  /**
   * Creates both, or changes them to these configurations, and waits until both run.
   *
   * @throws Problem with every fault that the connectors find, one sentence in each line
   */
  public void run(Patience patience) {
    check();
    deploy(patience);
  }

  /**
   * Looks whether both could be created; changes nothing.
   *
   * @throws Problem as {@link #run}
   */
  public void check() {
    rest.requirePlugins(
        List.of(
            value(configs.source(), "connector.class"), value(configs.sink(), "connector.class")));
    requireValid();
  }

  /** Creates or changes both, once they have been checked, and waits until both run. */
  public void deploy(Patience patience) {
    rest.put(value(configs.source(), "name"), configs.source());
    rest.put(value(configs.sink(), "name"), configs.sink());
    rest.awaitRunning(value(configs.source(), "name"), patience);
    rest.awaitRunning(value(configs.sink(), "name"), patience);
  }

  private void requireValid() {
    List<String> faults = new ArrayList<>(faults("source", configs.source()));
    faults.addAll(faults("sink", configs.sink()));
    if (!faults.isEmpty()) {
      throw new Problem(String.join(System.lineSeparator(), faults));
    }
  }

  /** A fault that is the same for several fields, such as an unreachable server, is told once. */
  private List<String> faults(String side, Map<String, String> config) {
    Set<String> told = new LinkedHashSet<>();
    List<String> faults = new ArrayList<>();
    for (FieldError error : rest.validate(config)) {
      if (told.add(error.message())) {
        faults.add(side + ": " + error.sentence());
      }
    }
    return faults;
  }

  private static String value(Map<String, String> config, String key) {
    String value = config.get(key);
    if (value == null) {
      throw new Problem("the connector configuration has no " + key);
    }
    return value;
  }
}
