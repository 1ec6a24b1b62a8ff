package io.sluice.control.verify;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of one table that were changed. Pure. Used by one thread.
 *
 * <p>When there are too many, or what was changed has no name, only the whole table is left to
 * compare.
 */
final class ChangedKeys {

  private final List<String> keyColumns;
  private final int most;
  private final Set<List<String>> keys = new HashSet<>();
  private boolean whole;

  /**
   * None so far.
   *
   * @param keyColumns of the table
   * @param most how many are kept
   */
  ChangedKeys(List<String> keyColumns, int most) {
    this.keyColumns = keyColumns;
    this.most = most;
    this.whole = keyColumns.isEmpty();
  }

  void add(RowChange change) {
    if (whole) {
      return;
    }
    if (!names(change.schema()).equals(keyColumns) || change instanceof RowChange.Truncate) {
      everything();
      return;
    }
    for (RowImage image : images(change)) {
      keys.add(texts(image.key(change.schema())));
    }
    if (keys.size() > most) {
      everything();
    }
  }

  private static List<String> names(TableSchema schema) {
    return schema.keyColumns().stream().map(ColumnSchema::name).toList();
  }

  private static List<RowImage> images(RowChange change) {
    List<RowImage> images = new ArrayList<>();
    if (change instanceof RowChange.Read read) {
      images.add(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      images.add(insert.after());
    } else if (change instanceof RowChange.Update update) {
      images.add(update.after());
      update.before().filter(before -> update.changesKey()).ifPresent(images::add);
    } else if (change instanceof RowChange.Delete delete) {
      images.add(delete.before());
    } else if (change instanceof RowChange.Rekey rekey) {
      images.add(rekey.before());
      images.add(rekey.newKey());
    }
    return images;
  }

  private static List<String> texts(RowKey key) {
    return key.values().stream().map(value -> ((Value.Text) value).string()).toList();
  }

  /** From now on only the whole table says what was changed. */
  void everything() {
    whole = true;
    keys.clear();
  }

  boolean isWhole() {
    return whole;
  }

  List<List<String>> keys() {
    return List.copyOf(keys);
  }
}
