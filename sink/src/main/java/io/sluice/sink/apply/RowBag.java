package io.sluice.sink.apply;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch comes to for a table without a key, which is a bag of rows: how many of each whole
 * row come and go. Their order makes no difference.
 */
final class RowBag {

  private final TableSchema schema;
  private final Map<RowImage, Integer> counts = new LinkedHashMap<>();
  private final List<Arrival.Change> changes = new ArrayList<>();

  RowBag(TableSchema schema) {
    this.schema = schema;
  }

  /**
   * Adds a change other than a truncate.
   *
   * @throws IllegalArgumentException if it does not hold the whole row
   */
  void add(Arrival.Change arrival) {
    changes.add(arrival);
    RowChange change = arrival.change();
    if (change instanceof RowChange.Read read) {
      count(read.row(), 1);
    } else if (change instanceof RowChange.Insert insert) {
      count(insert.after(), 1);
    } else if (change instanceof RowChange.Update update) {
      count(update.before().orElseThrow(this::notWhole), -1);
      count(update.after(), 1);
    } else if (change instanceof RowChange.Delete delete) {
      count(delete.before(), -1);
    } else {
      throw new IllegalArgumentException("table " + schema.table() + " has no key to change");
    }
  }

  private void count(RowImage row, int difference) {
    if (!NetEffect.isComplete(row)) {
      throw notWhole();
    }
    int count = counts.getOrDefault(row, 0) + difference;
    if (count == 0) {
      counts.remove(row);
    } else {
      counts.put(row, count);
    }
  }

  private IllegalArgumentException notWhole() {
    return new IllegalArgumentException(
        "a change of table "
            + schema.table()
            + ", which has no key, does not hold the whole old row");
  }

  /** The step that it comes to; empty if there were no changes. */
  Optional<ApplyStep.Exchange> step() {
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ApplyStep.Exchange(schema, rows(-1), rows(1), changes));
  }

  private List<RowImage> rows(int sign) {
    List<RowImage> rows = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          for (int i = 0; i < sign * count; i++) {
            rows.add(row);
          }
        });
    return rows;
  }
}
