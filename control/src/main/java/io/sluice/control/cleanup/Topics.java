package io.sluice.control.cleanup;

import io.sluice.control.connect.TopicList;
import java.util.List;

/**
 * The topics whose names start with a way's prefix.
 *
 * @param topics of the cluster
 * @param connectors which may still use them
 */
record Topics(TopicList topics, Connectors connectors) implements Kind {

  @Override
  public String word() {
    return "topics";
  }

  @Override
  public String meaning() {
    return "whoever else reads them loses them, and what the target has not applied is only in the"
        + " source's tables then";
  }

  @Override
  public List<Thing> find(Way way) {
    return topics.names().stream()
        .filter(name -> isOf(way, name))
        .map(
            name ->
                new Thing(
                    word(),
                    name,
                    topics.bootstrapServers(),
                    remedy(topics.bootstrapServers(), name)))
        .toList();
  }

  /** A migration's name has no dot; its signals have a topic with a hyphen. */
  private static boolean isOf(Way way, String topic) {
    return topic.startsWith(way.prefix() + ".") || topic.equals(way.prefix() + "-signals");
  }

  static String remedy(String brokers, String topic) {
    return "kafka-topics.sh --bootstrap-server " + brokers + " --delete --topic " + topic;
  }

  @Override
  public void remove(Way way, Thing thing) {
    connectors.requireNone(way, "topic " + thing.name());
    topics.delete(thing.name());
  }
}
