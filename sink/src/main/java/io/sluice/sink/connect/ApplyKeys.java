package io.sluice.sink.connect;

import io.sluice.sink.gather.Consistency;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say how much is applied at once, and what belongs together. */
final class ApplyKeys {

  static final String CONSISTENCY = "apply.consistency";
  static final String RECORDS = "batch.size";
  static final String BYTES = "batch.size.bytes";
  static final String LINGER = "batch.linger.ms";
  static final String BUFFER = "apply.buffer.bytes";

  /** What is wrong where several tasks are to do what only one can. */
  static final String ONE_TASK =
      "apply.consistency=transaction needs tasks.max=1: tasks do not wait for one another. Set that, or"
          + " apply.consistency=table.";

  private static final String GROUP = "Apply";

  private ApplyKeys() {}

  static void define(ConfigDef definition) {
    definition
        .define(
            CONSISTENCY,
            Type.STRING,
            null,
            ConfigDef.LambdaValidator.with(
                (key, value) -> {
                  if (value != null) {
                    ConfigDef.CaseInsensitiveValidString.in("transaction", "table")
                        .ensureValid(key, value);
                  }
                },
                () -> "transaction, table"),
            Importance.HIGH,
            "transaction: the target goes from one state that the source has committed to a later"
                + " one, over all tables, so that nobody sees half a transaction in it; needs one"
                + " task and the source's watermarks topic. table: each topic partition on its own,"
                + " with as many tasks as there are partitions; tables agree with one another again"
                + " at every watermark. In a topic with several partitions only changes of the same"
                + " key are in order then: a TRUNCATE stops the sink. By default transaction with tasks.max=1, and table with"
                + " more.",
            GROUP,
            1,
            Width.MEDIUM,
            "Consistency")
        .define(
            RECORDS,
            Type.INT,
            20_000,
            Range.atLeast(1),
            Importance.MEDIUM,
            "So many records are applied in one transaction, and a few more where the source's"
                + " transactions are not to be cut.",
            GROUP,
            2,
            Width.SHORT,
            "Records at once")
        .define(
            BYTES,
            Type.LONG,
            33_554_432L,
            Range.atLeast(1),
            Importance.LOW,
            "With so many bytes of values a transaction is full before it has batch.size records.",
            GROUP,
            3,
            Width.SHORT,
            "Bytes at once")
        .define(
            LINGER,
            Type.LONG,
            0L,
            Range.atLeast(0),
            Importance.LOW,
            "How many milliseconds records wait for more while a transaction is not full and the"
                + " target is idle. While it is not idle, they wait in any case.",
            GROUP,
            4,
            Width.SHORT,
            "Linger")
        .define(
            BUFFER,
            Type.LONG,
            67_108_864L,
            Range.atLeast(1),
            Importance.LOW,
            "How many bytes may wait in memory for what belongs to them. A larger transaction of"
                + " the source is written in pieces, in one transaction of the target; topics that"
                + " are further ahead are paused.",
            GROUP,
            5,
            Width.SHORT,
            "Buffer");
  }

  static Consistency consistency(AbstractConfig values, int tasks) {
    return Optional.ofNullable(values.getString(CONSISTENCY))
        .map(value -> Consistency.valueOf(value.toUpperCase(Locale.ROOT)))
        .orElse(tasks == 1 ? Consistency.TRANSACTION : Consistency.TABLE);
  }

  static BatchOptions batches(AbstractConfig values) {
    return new BatchOptions(
        values.getInt(RECORDS),
        values.getLong(BYTES),
        Duration.ofMillis(values.getLong(LINGER)),
        values.getLong(BUFFER));
  }
}
