package io.sluice.sink.connect;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The keys that say how long a batch is tried again after a failure that may pass. */
final class RetryKeys {

  static final String BACKOFF = "retry.backoff.ms";
  static final String BACKOFF_MAX = "retry.backoff.max.ms";
  static final String AWAIT_TIMEOUT = "retry.await.timeout.ms";

  private static final String GROUP = "Retry";

  private RetryKeys() {}

  static void define(ConfigDef definition) {
    definition
        .define(
            BACKOFF,
            ConfigDef.Type.LONG,
            500L,
            Range.atLeast(1),
            Importance.LOW,
            "Milliseconds before a batch is tried again after a failure that may pass; doubled each"
                + " time.",
            GROUP,
            1,
            Width.SHORT,
            "First pause")
        .define(
            BACKOFF_MAX,
            ConfigDef.Type.LONG,
            30_000L,
            Range.atLeast(1),
            Importance.LOW,
            "The longest such pause in milliseconds.",
            GROUP,
            2,
            Width.SHORT,
            "Longest pause")
        .define(
            AWAIT_TIMEOUT,
            ConfigDef.Type.LONG,
            300_000L,
            Range.atLeast(0),
            Importance.MEDIUM,
            "How many milliseconds a batch is tried again while it lacks what only a person can"
                + " give: a privilege, a login, the database. Then the task stops. A password that"
                + " comes from a config provider is asked for anew each time. Other failures that"
                + " may pass, such as a server that is away or a full disk, are retried without"
                + " end.",
            GROUP,
            3,
            Width.SHORT,
            "Patience with people");
  }

  static Retries retries(AbstractConfig values, SinkTaskContext connect) {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(values.getLong(BACKOFF)),
            Duration.ofMillis(values.getLong(BACKOFF_MAX)));
    return new Retries(connect, backoff, Duration.ofMillis(values.getLong(AWAIT_TIMEOUT)));
  }
}
