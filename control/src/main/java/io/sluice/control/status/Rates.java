package io.sluice.control.status;

import io.sluice.change.TableId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How fast everything goes, measured between two looks. Pure.
 *
 * @param logBytes that the source writes in a second
 * @param records that the target applies in a second
 * @param rows that are copied in a second, by table; only those that move
 */
public record Rates(double logBytes, double records, Map<TableId, Double> rows) {

  /** What is counted at one look. */
  record Count(long nanos, long logEnd, long applied, Map<TableId, Long> rows) {
    Count {
      rows = Map.copyOf(rows);
    }
  }

  public Rates {
    rows = Map.copyOf(rows);
  }

  /** The rates between two looks; empty if no time lies between. */
  static Optional<Rates> between(Count before, Count now) {
    double seconds = (now.nanos() - before.nanos()) / 1e9;
    if (seconds <= 0) {
      return Optional.empty();
    }
    Map<TableId, Double> rows = new TreeMap<>();
    now.rows()
        .forEach(
            (table, count) -> {
              long more = count - before.rows().getOrDefault(table, count);
              if (more > 0) {
                rows.put(table, more / seconds);
              }
            });
    return Optional.of(
        new Rates(
            Math.max(0, now.logEnd() - before.logEnd()) / seconds,
            Math.max(0, now.applied() - before.applied()) / seconds,
            rows));
  }

  /** How fast a table is copied; empty while it does not move. */
  OptionalDouble rowsOf(TableId table) {
    Double rate = rows.get(table);
    return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** How long so much takes at a rate; empty while nothing moves. */
  static Optional<Duration> time(double amount, double rate) {
    return rate <= 0 || amount < 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.min(amount / rate * 1000, 1e15)));
  }
}
