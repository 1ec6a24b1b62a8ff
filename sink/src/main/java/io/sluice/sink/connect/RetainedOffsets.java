package io.sluice.sink.connect;

import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.failure.ErrorCode;
import io.sluice.sink.target.Claim;
import io.sluice.sink.target.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that no record is gone that was not applied. A consumer that asks for an offset which
 * retention has deleted goes on at the topic's beginning without a word, and one of a topic that
 * was made anew finds smaller offsets, which would be taken for applied already. Used by the task's
 * thread alone.
 *
 * <p>Kafka is asked when a partition is taken over or read again from elsewhere, and whenever
 * records come from another offset than the next. Transactions leave such gaps too. Only an answer
 * that is newer than the records shows that nothing was deleted before they were fetched, so there
 * is no use in remembering one.
 */
final class RetainedOffsets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RetainedOffsets.class);

  private final Optional<Broker> broker;
  private final Target target;
  private final String connector;

  /** Partitions of which the beginning, the end and the topic have not been looked at. */
  private final Set<PartitionId> unseen = new HashSet<>();

  /** The first offsets that did not come, until Kafka says that they were never deleted. */
  private final Map<PartitionId, Long> gaps = new HashMap<>();

  /** The topics' ids when they were looked at. */
  private final Map<String, String> ids = new HashMap<>();

  private final Arrived arrived = new Arrived();

  /**
   * Nothing has come yet.
   *
   * @param broker empty where nobody can be asked
   * @param connector its name, for messages
   */
  RetainedOffsets(Optional<Broker> broker, Target target, String connector) {
    this.broker = broker;
    this.target = target;
    this.connector = connector;
    if (broker.isEmpty()) {
      LOG.warn(
          "event=offsets_unguarded reason=\"{} is not set: records that retention deletes before"
              + " they are applied go unnoticed\"",
          BrokerKeys.BOOTSTRAP_SERVERS);
    }
  }

  /** Partitions are read from their progress on; {@link #check} looks at them first. */
  void begin(Map<PartitionId, Claim> claims) {
    claims.forEach((partition, claim) -> arrived.startAt(partition, claim.nextOffset().orElse(0)));
    unseen.addAll(claims.keySet());
    gaps.clear();
    ids.clear();
  }

  /** Partitions are not read any more. */
  void end(Collection<PartitionId> partitions) {
    unseen.removeAll(partitions);
    gaps.keySet().removeAll(partitions);
    arrived.forget(partitions);
  }

  /**
   * Looks at what was taken over, if Kafka can be asked.
   *
   * @throws ConnectException if records are gone that were not applied
   */
  void lookAhead() {
    try {
      see();
    } catch (RetriableException later) {
      LOG.warn("event=offsets_unseen reason=\"{}\"", later.getMessage());
    }
  }

  /**
   * Looks at a batch before any of it is applied.
   *
   * @throws RetriableException if Kafka does not answer
   * @throws ConnectException if records are gone that were not applied
   */
  void check(Collection<SinkRecord> records) {
    if (broker.isEmpty()) {
      return;
    }
    see();
    Arrived.Surprise surprise = arrived.add(records);
    surprise.gaps().forEach((partition, offset) -> gaps.merge(partition, offset, Math::min));
    if (!gaps.isEmpty()) {
      refuseDeleted(gaps, broker.get().starts(gaps.keySet()));
      gaps.clear();
    }
    unseen.addAll(surprise.back());
    see();
  }

  private void see() {
    if (broker.isEmpty() || unseen.isEmpty()) {
      return;
    }
    Map<PartitionId, Long> next = new HashMap<>();
    unseen.forEach(partition -> next.put(partition, arrived.next(partition)));
    refuseShorter(next, broker.get().ends(unseen));
    refuseOtherTopics(broker.get().topicIds(unseen));
    refuseDeleted(next, broker.get().starts(unseen));
    unseen.clear();
  }

  private void refuseShorter(Map<PartitionId, Long> next, Map<PartitionId, Long> ends) {
    next.forEach(
        (partition, offset) -> {
          if (ends.get(partition) < offset) {
            throw replaced(
                partition.topic(),
                "%s ends at offset %d, but was applied up to offset %d: the topic was deleted and made anew, or has lost its end"
                    .formatted(partition, ends.get(partition), offset));
          }
        });
  }

  private void refuseOtherTopics(Map<String, String> now) {
    for (String topic : replaced(now)) {
      throw replaced(
          topic,
          "topic "
              + topic
              + " was deleted and made anew, or is in another cluster, so that the offsets up to"
              + " which it was applied mean nothing");
    }
    ids.putAll(now);
  }

  /** The target is asked about topics that begin to be read; nothing is written then. */
  private Set<String> replaced(Map<String, String> now) {
    Map<String, String> begun = new HashMap<>(now);
    begun.keySet().removeAll(ids.keySet());
    Set<String> replaced = begun.isEmpty() ? new HashSet<>() : target.replaced(begun);
    now.forEach(
        (topic, id) -> {
          if (!id.equals(ids.getOrDefault(topic, id))) {
            replaced.add(topic);
          }
        });
    return replaced;
  }

  private ConnectException replaced(String topic, String sentence) {
    return stop(ErrorCode.TOPIC_REPLACED, sentence, Map.of("<topic>", topic));
  }

  private void refuseDeleted(Map<PartitionId, Long> wanted, Map<PartitionId, Long> starts) {
    wanted.forEach(
        (partition, offset) -> {
          if (starts.get(partition) > offset) {
            throw deleted(partition, offset, starts.get(partition));
          }
        });
  }

  private ConnectException deleted(PartitionId partition, long wanted, long start) {
    return stop(
        ErrorCode.RECORDS_DELETED,
        "%s begins at offset %d, but offset %d is the next to apply: what lies between was deleted before it was applied"
            .formatted(partition, start, wanted),
        Map.of(
            "<topic>",
            partition.topic(),
            "<partition>",
            Integer.toString(partition.partition()),
            "<beginning>",
            Long.toString(start)));
  }

  /** With the places of the remedy filled in, so that its statements can be run as they are. */
  private ConnectException stop(ErrorCode code, String sentence, Map<String, String> places) {
    String remedy = code.remedy().replace("<name>", connector);
    for (Map.Entry<String, String> place : places.entrySet()) {
      remedy = remedy.replace(place.getKey(), place.getValue());
    }
    return new ConnectException(code.message(sentence + ". To do: " + remedy));
  }

  @Override
  public void close() {
    broker.ifPresent(Broker::close);
  }
}
