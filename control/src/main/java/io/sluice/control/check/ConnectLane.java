package io.sluice.control.check;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectRest.FieldError;
import io.sluice.control.connect.ConnectRest.Worker;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Looks at the worker, and lets both connectors look at their configurations there.
 *
 * @param cluster tells the id of the cluster that the migration names; empty if it cannot be asked
 */
record ConnectLane(
    ConnectRest rest, ConnectorConfigs configs, Ledger ledger, CompletableFuture<String> cluster)
    implements Runnable {

  private static final String OLDEST = "3.3";

  @Override
  public void run() {
    try {
      Worker worker = rest.worker();
      ledger.saw(ConnectCheck.VERSION, "Kafka Connect " + worker.version());
      List<String> missing = missing();
      List<Finding> findings = new ArrayList<>(missing.stream().map(this::plugin).toList());
      findings.addAll(version(worker));
      findings.addAll(cluster(worker));
      ledger.found(Side.CONNECT, Part.WORKER, findings);
      if (missing.isEmpty()) {
        ledger.found(Side.CONNECT, Part.CONNECTORS, connectors());
      } else {
        ledger.skipRest(Side.CONNECT, "the worker lacks a connector");
      }
    } catch (Problem refused) {
      ledger.found(
          Side.CONNECT,
          Part.WORKER,
          List.of(
              new Finding(
                  "reachable",
                  "connect.url",
                  "The worker at %s does not do what it is asked: %s."
                      .formatted(rest.http().url(), refused.getMessage()),
                  "Check connect.url, and read the worker's log.")));
      ledger.skipRest(Side.CONNECT, "the worker does not answer");
    }
  }

  private List<String> missing() {
    List<String> missing =
        new ArrayList<>(
            Stream.of(configs.source(), configs.sink())
                .map(config -> config.getOrDefault("connector.class", ""))
                .toList());
    missing.removeAll(rest.plugins());
    return missing;
  }

  private Finding plugin(String type) {
    return new Finding(
        "plugins",
        "connector.class",
        "The worker at %s does not know %s.".formatted(rest.http().url(), type),
        "Put Sluice's plugins on its plugin.path and restart it.");
  }

  private static List<Finding> version(Worker worker) {
    return worker.isOlderThan(OLDEST)
        ? List.of(
            Finding.warning(
                "version",
                "connect.url",
                "The worker is Kafka Connect %s.".formatted(worker.version()),
                "Exactly-once for sources needs %s or later: upgrade it.".formatted(OLDEST)))
        : List.of();
  }

  private List<Finding> cluster(Worker worker) {
    String id = cluster.join();
    return id.isEmpty() || id.equals(worker.cluster())
        ? List.of()
        : List.of(
            new Finding(
                "cluster",
                "connect.url",
                "The worker is on the cluster %s, and kafka.bootstrap.servers names %s."
                    .formatted(worker.cluster(), id),
                "Give the address of the cluster that the worker is on."));
  }

  private List<Finding> connectors() {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(said("source-config", configs.source()));
    findings.addAll(said("sink-config", configs.sink()));
    return findings;
  }

  /** A fault that is the same for several fields is told once. */
  private List<Finding> said(String check, Map<String, String> config) {
    List<String> told = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (FieldError error : rest.validate(config)) {
      if (!told.contains(error.message())) {
        told.add(error.message());
        findings.add(said(check, error));
      }
    }
    return findings;
  }

  private static Finding said(String check, FieldError error) {
    String sentence = error.sentence();
    if (error.field().equals("exactly.once.support")) {
      return new Finding(
          "exactly-once",
          error.field(),
          sentence,
          "Set exactly.once.source.support=enabled for every worker and restart them.");
    }
    if (error.field().contains(".override.")) {
      return new Finding(
          "override-policy",
          error.field(),
          sentence,
          "Set connector.client.config.override.policy=All for every worker and restart them.");
    }
    return new Finding(
        check, error.field(), sentence, "Correct it in migration.yaml or in the template.");
  }
}
