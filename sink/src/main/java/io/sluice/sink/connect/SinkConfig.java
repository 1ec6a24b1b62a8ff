package io.sluice.sink.connect;

import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.TopicNaming;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.connect.DatabaseKeys;
import io.sluice.sink.gather.Consistency;
import io.sluice.sink.gather.Gate;
import io.sluice.sink.target.TargetDefinitions;
import io.sluice.sink.target.TargetOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The sink connector's configuration, and the small records that travel inside. */
public final class SinkConfig {

  private final Map<String, String> properties;
  private final AbstractConfig values;
  private final String connector;
  private final int task;
  private final int tasks;
  private final Predicate<String> subscribed;

  /**
   * Reads a configuration.
   *
   * @param properties the connector's or the task's
   * @throws org.apache.kafka.common.config.ConfigException if a key is missing or wrong
   */
  public SinkConfig(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
    this.values = new AbstractConfig(SinkKeys.definition(), properties, false);
    this.connector = properties.getOrDefault(SinkKeys.NAME, "sluice-sink");
    this.task = Integer.parseInt(properties.getOrDefault(SinkKeys.TASK, "0"));
    this.tasks = Integer.parseInt(properties.getOrDefault(SinkKeys.TASKS_MAX, "1").trim());
    this.subscribed = subscribed(properties);
  }

  /** Which target, and what to do there. */
  public TargetOptions target() {
    return new TargetOptions(
        endpoint(),
        connector,
        task,
        consistency() == Consistency.TRANSACTION,
        TableKeys.evolution(values),
        ConflictKeys.rules(values),
        DataErrorKeys.options(values));
  }

  /** Which states of the source the target goes through. */
  Consistency consistency() {
    return ApplyKeys.consistency(values, tasks);
  }

  /** Whether several tasks are to go through the source's transactions, which only one can. */
  boolean sharesTransactions() {
    return tasks > 1 && consistency() == Consistency.TRANSACTION;
  }

  Gate gate() {
    return new Gate(consistency(), TopicNaming::prefixOfWatermarks, subscribed);
  }

  BatchOptions batches() {
    return ApplyKeys.batches(values);
  }

  String threadName() {
    return "sluice-sink-" + connector + "-" + task;
  }

  String connector() {
    return connector;
  }

  Endpoint endpoint() {
    return DatabaseKeys.endpoint(values);
  }

  /** Reads records, with the target to ask where they do not say it all. */
  RecordReader reader(boolean keepsUnreadable) {
    TargetDefinitions definitions = new TargetDefinitions(target());
    EnvelopeReader envelopes = new EnvelopeReader(definitions, ProducerKeys.options(values));
    return new RecordReader(envelopes, keepsUnreadable);
  }

  /** The cluster that the topics are in, if the configuration says which. */
  Optional<Broker> broker() {
    return BrokerKeys.client(properties).map(Broker::new);
  }

  /** Where records go that are set aside, if any are. */
  Optional<Letterbox> deadLetters(SinkTaskContext connect) {
    return DataErrorKeys.options(values).on()
        ? Optional.of(new Letterbox(DataErrorKeys.reporter(connect)))
        : Optional.empty();
  }

  Retries retries(SinkTaskContext connect) {
    return RetryKeys.retries(values, connect);
  }

  private static Predicate<String> subscribed(Map<String, String> properties) {
    String regex = properties.get(SinkKeys.TOPICS_REGEX);
    if (regex != null) {
      return Pattern.compile(regex).asMatchPredicate();
    }
    String topics = properties.getOrDefault(SinkKeys.TOPICS, "");
    return new HashSet<>(List.of(topics.trim().split("\\s*,\\s*")))::contains;
  }
}
