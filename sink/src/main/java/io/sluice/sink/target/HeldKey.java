package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.sink.apply.Arrival;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that is held in quarantine.
 *
 * @param topic whose records it is made of
 * @param schema of the table in the target; empty for a record that cannot be read
 * @param table in the target; empty for a record that cannot be read
 * @param key the text of its key columns; empty for a record that cannot be read
 */
record HeldKey(String topic, String schema, String table, List<String> key) {

  HeldKey {
    key = List.copyOf(key);
  }

  /** What cannot be read of a topic. */
  static HeldKey unreadable(String topic) {
    return new HeldKey(topic, "", "", List.of());
  }

  /** The rows that a change is about: two if it moves one; none if it is about all rows. */
  static List<HeldKey> of(Arrival.Change arrival) {
    RowChange change = arrival.change();
    List<HeldKey> keys = new ArrayList<>();
    for (RowImage row : images(change)) {
      keys.add(of(arrival.from().topic(), change.schema(), row));
    }
    return keys;
  }

  private static List<RowImage> images(RowChange change) {
    if (change instanceof RowChange.Read read) {
      return List.of(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      return List.of(insert.after());
    } else if (change instanceof RowChange.Update update) {
      return update.changesKey()
          ? List.of(update.before().orElseThrow(), update.after())
          : List.of(update.after());
    } else if (change instanceof RowChange.Delete delete) {
      return List.of(delete.before());
    } else if (change instanceof RowChange.Rekey rekey) {
      return List.of(rekey.before(), rekey.newKey());
    }
    return List.of();
  }

  private static HeldKey of(String topic, TableSchema schema, RowImage row) {
    List<String> key = new ArrayList<>();
    for (int place : schema.key()) {
      if (row.at(place) instanceof Value.Text text) {
        key.add(text.string());
      }
    }
    return new HeldKey(topic, schema.table().schema(), schema.table().table(), key);
  }

  /** Whether a change is about all rows of this one's table. */
  boolean isOfTable(Arrival.Change arrival) {
    return topic.equals(arrival.from().topic())
        && schema.equals(arrival.change().schema().table().schema())
        && table.equals(arrival.change().schema().table().table());
  }
}
