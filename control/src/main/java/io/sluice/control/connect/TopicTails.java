package io.sluice.control.connect;

import java.util.Map;

/**
 * Finds where the data of topics end, with a consumer for each question.
 *
 * @param consumers of the topics
 */
public record TopicTails(TopicConsumers consumers) {

  /**
   * The offset after the last committed record of every partition that has one.
   *
   * @param topics which to look at
   */
  public Map<Partition, Long> ends(Subscription topics) {
    try (TailReader reader = TailReader.open(consumers)) {
      return reader.ends(topics);
    }
  }
}
