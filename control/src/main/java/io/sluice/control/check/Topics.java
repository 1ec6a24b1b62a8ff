package io.sluice.control.check;

import io.sluice.control.connect.Subscription;
import io.sluice.postgres.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The topics that a migration has already.
 *
 * @param configs by name
 */
record Topics(Map<String, Config> configs) {

  private static final String FOREVER = "-1";

  /** Those that the sink reads; schemas are kept by compaction. */
  static Topics of(Admin admin, Subscription sink) throws ExecutionException, InterruptedException {
    List<ConfigResource> topics =
        admin.listTopics().names().get().stream()
            .filter(sink.contains())
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<String, Config> configs = new TreeMap<>();
    admin
        .describeConfigs(topics)
        .all()
        .get()
        .forEach((topic, config) -> configs.put(topic.name(), config));
    return new Topics(configs);
  }

  /**
   * @param producer how large a record the producer sends
   */
  List<Finding> check(long producer) {
    List<Finding> findings = new ArrayList<>();
    configs.forEach(
        (topic, config) -> {
          if (loses(config)) {
            findings.add(retention(topic, config));
          }
          if (Long.parseLong(value(config, "max.message.bytes")) < producer) {
            findings.add(limit(topic, config, producer));
          }
        });
    return findings;
  }

  private static boolean loses(Config config) {
    return value(config, "cleanup.policy").contains("compact")
        || !value(config, "retention.ms").equals(FOREVER)
        || !value(config, "retention.bytes").equals(FOREVER);
  }

  private static Finding retention(String topic, Config config) {
    return new Finding(
        "topic-retention",
        "topic.creation.default.retention.ms",
        ("Topic %s may lose records before they are applied: cleanup.policy=%s, retention.ms=%s,"
                + " retention.bytes=%s.")
            .formatted(
                topic,
                value(config, "cleanup.policy"),
                value(config, "retention.ms"),
                value(config, "retention.bytes")),
        alter(topic, "cleanup.policy=delete,retention.ms=-1,retention.bytes=-1"));
  }

  private static Finding limit(String topic, Config config, long producer) {
    return Finding.warning(
        "topic-record-limit",
        RecordLimit.NEW_TOPICS,
        "Topic %s takes records of %s bytes, and the source connector sends up to %d."
            .formatted(topic, value(config, "max.message.bytes"), producer),
        alter(topic, "max.message.bytes=" + producer));
  }

  private static String alter(String topic, String settings) {
    return "Run kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s"
        .formatted(topic, settings);
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }
}
