package io.sluice.sink.apply;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the effect on one key came from.
 *
 * @param last the newest change of the key
 * @param before what the source had under the key before the batch
 */
public record Cause(Arrival.Change last, Before before) {

  /** What the source had under a key before a change. */
  public enum Before {
    /** A row, which the change updated, deleted or moved away. */
    ROW,
    /** Nothing: the change inserted a row or moved one here. */
    NOTHING,
    /** A chunk's row says nothing about it. */
    UNKNOWN
  }

  /**
   * When the source committed it, in microseconds since 1970; a row of a chunk, whose commit nobody
   * knows, is as old as can be.
   */
  public long micros() {
    return last.change() instanceof RowChange.Read
        ? Long.MIN_VALUE
        : last.change().stamp().commitMicros();
  }

  /** The cause of each key's effect. */
  public static Map<RowKey, Cause> of(List<Arrival.Change> changes) {
    Map<RowKey, Cause> causes = new HashMap<>();
    changes.forEach(change -> add(causes, change));
    return causes;
  }

  private static void add(Map<RowKey, Cause> causes, Arrival.Change arrival) {
    RowChange change = arrival.change();
    if (change instanceof RowChange.Read read) {
      add(causes, arrival, read.row(), Before.UNKNOWN);
    } else if (change instanceof RowChange.Insert insert) {
      add(causes, arrival, insert.after(), Before.NOTHING);
    } else if (change instanceof RowChange.Update update) {
      add(causes, arrival, update.after(), Before.ROW);
    } else if (change instanceof RowChange.Delete delete) {
      add(causes, arrival, delete.before(), Before.ROW);
    } else if (change instanceof RowChange.Rekey rekey) {
      add(causes, arrival, rekey.before(), Before.ROW);
      add(causes, arrival, rekey.newKey(), Before.NOTHING);
    }
  }

  private static void add(
      Map<RowKey, Cause> causes, Arrival.Change arrival, RowImage row, Before before) {
    TableSchema schema = arrival.change().schema();
    causes.merge(
        row.key(schema),
        new Cause(arrival, before),
        (earlier, later) -> new Cause(later.last, earlier.before));
  }
}
