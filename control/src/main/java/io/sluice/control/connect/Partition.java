package io.sluice.control.connect;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** A topic's partition, for those who do not know Kafka. */
public record Partition(String topic, int number) implements Comparable<Partition> {

  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::topic).thenComparingInt(Partition::number);

  static Partition of(TopicPartition partition) {
    return new Partition(partition.topic(), partition.partition());
  }

  @Override
  public int compareTo(Partition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
