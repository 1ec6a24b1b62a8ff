package io.sluice.control.check;

import io.sluice.postgres.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A Kafka cluster as one of its brokers tells of it.
 *
 * @param id the cluster's
 * @param brokers how many there are
 * @param levels what has been finalized of each feature
 * @param settings of a broker
 */
record Cluster(String id, int brokers, Map<String, Short> levels, Map<String, String> settings) {

  private static final String METADATA = "metadata.version";

  static Cluster read(Admin admin) throws ExecutionException, InterruptedException {
    DescribeClusterResult cluster = admin.describeCluster();
    List<Node> nodes = List.copyOf(cluster.nodes().get());
    Map<String, FinalizedVersionRange> finalized =
        admin.describeFeatures().featureMetadata().get().finalizedFeatures();
    Map<String, Short> levels =
        finalized.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, level -> level.getValue().maxVersionLevel()));
    return new Cluster(cluster.clusterId().get(), nodes.size(), levels, settings(admin, nodes));
  }

  private static Map<String, String> settings(Admin admin, List<Node> nodes)
      throws ExecutionException, InterruptedException {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, nodes.get(0).idString());
    Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
    return config.entries().stream()
        .filter(entry -> Optional.ofNullable(entry.value()).isPresent())
        .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
  }

  /** What is finalized, for people. */
  String features() {
    return levels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(level -> level.getKey() + "=" + level.getValue())
        .collect(Collectors.joining(", "));
  }

  List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    if (!levels.containsKey(METADATA)) {
      findings.add(
          Finding.warning(
              "features",
              "kafka.bootstrap.servers",
              "The brokers have no metadata.version: they are older than Kafka 3.3 or run with"
                  + " ZooKeeper.",
              "Sluice is tried with Kafka 4; upgrade the brokers."));
    }
    enough("transaction.state.log.replication.factor", findings);
    enough("transaction.state.log.min.isr", findings);
    replication(findings);
    return findings;
  }

  private void enough(String setting, List<Finding> findings) {
    if (number(setting) > brokers) {
      findings.add(
          new Finding(
              "transactions",
              "exactly.once.support",
              "%s is %d, and there are %d brokers: no transaction can begin."
                  .formatted(setting, number(setting), brokers),
              "Set %s=%d in the brokers' configuration, or add brokers."
                  .formatted(setting, brokers)));
    }
  }

  private void replication(List<Finding> findings) {
    long copies = number("default.replication.factor");
    long insync = number("min.insync.replicas");
    if (insync > copies) {
      findings.add(
          new Finding(
              "replication",
              "topic.creation.default.replication.factor",
              "min.insync.replicas is %d, and new topics have %d copies: nothing can be written to"
                      .formatted(insync, copies)
                  + " them.",
              "Set default.replication.factor=%d in the brokers' configuration."
                  .formatted(insync)));
    } else if (copies == 1 && brokers > 1) {
      findings.add(
          Finding.warning(
              "replication",
              "topic.creation.default.replication.factor",
              "New topics have one copy on %d brokers: a lost disk loses records."
                  .formatted(brokers),
              "Set topic.creation.default.replication.factor=%d in the source connector's template."
                  .formatted(Math.min(3, brokers))));
    }
  }

  private long number(String setting) {
    return Optional.ofNullable(settings.get(setting)).map(Long::parseLong).orElse(1L);
  }
}
