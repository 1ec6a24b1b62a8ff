package io.sluice.source.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What the connector asks of Connect's own keys.
 *
 * <p>Without exactly-once a task that was replaced but still runs could write old records after
 * newer ones. With another boundary than {@code poll} a Kafka transaction could end between the
 * rows of a chunk, whose offset says that all of them are there.
 */
enum ExactlyOnce {
  SUPPORT(
      "exactly.once.support",
      "required",
      "requested",
      "exactly.once.support has to be required: without it, a task that was replaced but still"
          + " runs could write old records after newer ones. Set it, and"
          + " exactly.once.source.support=enabled on every worker."),
  BOUNDARY(
      "transaction.boundary",
      "poll",
      "poll",
      "transaction.boundary has to be poll, which is the default: a batch and its offset belong"
          + " into one Kafka transaction. Remove the key.");

  private final String key;
  private final String value;
  private final String assumed;
  private final String sentence;

  ExactlyOnce(String key, String value, String assumed, String sentence) {
    this.key = key;
    this.value = value;
    this.assumed = assumed;
    this.sentence = sentence;
  }

  private boolean isMet(Map<String, String> properties) {
    return value.equalsIgnoreCase(properties.getOrDefault(key, assumed));
  }

  /** What is wrong and what to do. */
  String sentence() {
    return sentence;
  }

  /** Those that a configuration does not meet. */
  static List<ExactlyOnce> unmet(Map<String, String> properties) {
    return List.of(values()).stream().filter(rule -> !rule.isMet(properties)).toList();
  }

  /** The key is Connect's own; a value that is reported for it takes the place of Connect's. */
  ConfigValue reported(Map<String, String> properties) {
    return new ConfigValue(
        key, properties.get(key), List.of(value), new ArrayList<>(List.of(sentence)));
  }

  /** Whether a reported value is for one of these keys. */
  static boolean owns(ConfigValue reported) {
    return List.of(values()).stream().anyMatch(rule -> rule.key.equals(reported.name()));
  }
}
