package io.sluice.sink.apply;

/**
 * A partition of a topic, under the name that the topic has in Kafka, whatever transforms did to
 * it.
 */
public record PartitionId(String topic, int partition) {

  /** {@code topic-partition}. */
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
