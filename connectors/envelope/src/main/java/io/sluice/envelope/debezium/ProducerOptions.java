package io.sluice.envelope.debezium;

import io.sluice.envelope.codec.HandlingModes;
import io.sluice.envelope.codec.HandlingModes.Binaries;
import io.sluice.envelope.codec.HandlingModes.Decimals;
import io.sluice.envelope.codec.HandlingModes.Hstores;
import io.sluice.envelope.codec.HandlingModes.Intervals;
import io.sluice.envelope.codec.HandlingModes.Times;

/**
 * What the configuration of a Debezium connector says, and its records do not.
 *
 * @param placeholder what stands for a value that the log left out
 * @param decimals of {@code numeric} and {@code money}, where records have no schemas
 * @param times of {@code date}, {@code time} and {@code timestamp}, where records have no schemas
 * @param binaries of {@code bytea} and of types that Debezium does not know
 */
public record ProducerOptions(
    String placeholder, Decimals decimals, Times times, Binaries binaries) {

  /** Debezium's own defaults. */
  public static final ProducerOptions DEFAULTS =
      new ProducerOptions(
          "__debezium_unavailable_value", Decimals.PRECISE, Times.ADAPTIVE, Binaries.BYTES);

  public ProducerOptions {
    if (placeholder.isEmpty()) {
      throw new IllegalArgumentException("the placeholder of unavailable values is not empty");
    }
  }

  /** What intervals and hstores look like is to be seen in each value. */
  HandlingModes modes() {
    return new HandlingModes(decimals, times, Intervals.NUMERIC, binaries, Hstores.JSON);
  }
}
