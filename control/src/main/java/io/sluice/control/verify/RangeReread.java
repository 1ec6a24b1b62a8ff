package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.SignalWriter;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets the source connector read ranges again, one after the other: one that comes while another is
 * under way would have the whole table read.
 *
 * @param patience for each of them
 */
record RangeReread(Migration migration, ConnectRest rest, SignalWriter signals, Patience patience) {

  /** Returns when all rows of the ranges are in the topic. */
  void run(TableId table, List<KeyRange.Between> ranges) {
    for (KeyRange.Between span : joined(ranges)) {
      long signal = signals.reread(table, values(span.after()), values(span.upTo()));
      patience.until(
          () -> isDone(table, signal),
          () -> "the source connector has not read the range of " + table + " again");
    }
  }

  private boolean isDone(TableId table, long signal) {
    rest.status(migration.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
    Copied copied = Copied.of(rest, migration);
    return copied.hasHandled(signal) && copied.has(table);
  }

  /** Ranges that follow each other become one. */
  static List<KeyRange.Between> joined(List<KeyRange.Between> ranges) {
    List<KeyRange.Between> joined = new ArrayList<>();
    for (KeyRange.Between next : ranges) {
      int last = joined.size() - 1;
      if (last >= 0 && next.after().isPresent() && joined.get(last).upTo().equals(next.after())) {
        joined.set(last, new KeyRange.Between(joined.get(last).after(), next.upTo()));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private static List<String> values(Optional<KeyBound> bound) {
    return bound.map(KeyBound::values).orElse(List.of());
  }
}
