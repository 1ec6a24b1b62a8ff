package io.sluice.source.capture;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableSchema;
import io.sluice.change.Visibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of one table that the stream has published and that a chunk read may not have seen: for
 * each key its latest image, or that it is gone, with the transaction that made it so.
 *
 * <p>Row locks make visibility follow the order of changes: if a read sees a key's latest change,
 * it sees all earlier ones.
 */
final class Overlay {

  /** Below this many entries it is not worth looking for those that can go. */
  private static final int FEW = 1024;

  /** What an entry takes beside its row, about. */
  private static final long ENTRY_BYTES = 200;

  /**
   * A key's latest state.
   *
   * @param row empty when the row is gone
   * @param movedBy the transaction that moved the row here from another key without all of its
   *     columns: only a read that saw it knows the columns that the row leaves out
   */
  private record Entry(
      int xid, TableSchema schema, Optional<RowImage> row, Optional<Integer> movedBy) {

    long bytes() {
      return ENTRY_BYTES + row.map(RowImage::bytes).orElse(0L);
    }

    boolean canBeFilledUnder(Visibility visibility) {
      return row.isPresent()
          && row.get().hasUnchanged()
          && movedBy.map(xid -> !visibility.invisible(xid)).orElse(true);
    }
  }

  private final Map<RowKey, Entry> entries = new HashMap<>();
  private final Set<Integer> truncations = new HashSet<>();
  private int evictAt = FEW;
  private long bytes;

  /**
   * Follows a change of the table.
   *
   * @return the key under which a row has to be read again, because it moved there without all of
   *     its columns
   */
  Optional<RowKey> follow(RowChange change) {
    int xid = change.stamp().xid();
    TableSchema schema = change.schema();
    if (change instanceof RowChange.Insert insert) {
      put(insert.after().key(schema), xid, schema, insert.after(), Optional.empty());
    } else if (change instanceof RowChange.Delete delete) {
      gone(delete.before().key(schema), xid, schema);
    } else if (change instanceof RowChange.Truncate) {
      clear();
      truncations.add(xid);
    } else if (change instanceof RowChange.Update update) {
      return update.changesKey() ? move(update) : update(update);
    }
    return Optional.empty();
  }

  private Optional<RowKey> update(RowChange.Update update) {
    RowKey key = update.after().key(update.schema());
    Optional<Entry> earlier = known(key, update.schema());
    RowImage after = filled(update, earlier);
    put(key, update.stamp().xid(), update.schema(), after, earlier.flatMap(Entry::movedBy));
    return Optional.empty();
  }

  private Optional<RowKey> move(RowChange.Update update) {
    TableSchema schema = update.schema();
    int xid = update.stamp().xid();
    RowKey from = update.before().orElseThrow().key(schema);
    RowKey to = update.after().key(schema);
    RowImage after = filled(update, known(from, schema));
    gone(from, xid, schema);
    put(to, xid, schema, after, Optional.of(xid));
    return after.hasUnchanged() ? Optional.of(to) : Optional.empty();
  }

  private static RowImage filled(RowChange.Update update, Optional<Entry> earlier) {
    RowImage after = update.before().map(update.after()::filledFrom).orElse(update.after());
    return earlier.flatMap(Entry::row).map(after::filledFrom).orElse(after);
  }

  private Optional<Entry> known(RowKey key, TableSchema schema) {
    return Optional.ofNullable(entries.get(key)).filter(entry -> entry.schema() == schema);
  }

  private void put(
      RowKey key, int xid, TableSchema schema, RowImage row, Optional<Integer> movedBy) {
    put(key, new Entry(xid, schema, Optional.of(row), movedBy));
  }

  private void gone(RowKey key, int xid, TableSchema schema) {
    put(key, new Entry(xid, schema, Optional.empty(), Optional.empty()));
  }

  private void put(RowKey key, Entry entry) {
    Entry before = entries.put(key, entry);
    bytes += entry.bytes() - (before == null ? 0 : before.bytes());
  }

  /**
   * What a row of a chunk has to add to the stream.
   *
   * @param visibility what the chunk's read could see
   * @return the row itself where the stream has nothing newer; the stream's row with the columns
   *     that it left out; or nothing where the stream has said it all
   */
  Optional<RowImage> merge(RowKey key, RowImage row, Visibility visibility) {
    if (truncations.stream().anyMatch(visibility::invisible)) {
      return Optional.empty();
    }
    Entry entry = entries.get(key);
    if (entry == null || !visibility.invisible(entry.xid())) {
      return Optional.of(row);
    }
    if (!entry.canBeFilledUnder(visibility)) {
      return Optional.empty();
    }
    RowImage filled = entry.row().orElseThrow().filledFrom(row);
    put(key, entry.xid(), entry.schema(), filled, Optional.empty());
    return Optional.of(filled);
  }

  /** Lets go what every chunk read to come, and every one on its way, is sure to see. */
  void forgetSeenBy(Visibility horizon) {
    truncations.removeIf(xid -> !horizon.invisible(xid));
    if (entries.size() >= evictAt) {
      entries.values().removeIf(entry -> !horizon.invisible(entry.xid()));
      bytes = entries.values().stream().mapToLong(Entry::bytes).sum();
      evictAt = Math.max(FEW, 2 * entries.size());
    }
  }

  /** Lets every row go: whatever a chunk reads from here on, it sees all of their transactions. */
  void clear() {
    entries.clear();
    bytes = 0;
    evictAt = FEW;
  }

  /** How many rows it holds. */
  int size() {
    return entries.size();
  }

  /** What they take, about. */
  long bytes() {
    return bytes;
  }
}
