package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.sink.apply.Arrival;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that are held while one transaction is made. */
final class Quarantine {

  private final QuarantineTable table;
  private final Set<HeldKey> held;
  private final Map<HeldKey, Holding> more = new HashMap<>();

  private Quarantine(QuarantineTable table, Set<HeldKey> held) {
    this.table = table;
    this.held = held;
  }

  static Quarantine read(QuarantineTable table) throws SQLException {
    return new Quarantine(table, table.held());
  }

  /** Whether a change is about a row, or a table with a row, that is held. */
  boolean concerns(Arrival.Change change) {
    if (held.isEmpty()) {
      return false;
    }
    return change.change() instanceof RowChange.Truncate
        ? held.stream().anyMatch(key -> key.isOfTable(change))
        : HeldKey.of(change).stream().anyMatch(held::contains);
  }

  /** Whether a change tells all of the rows that it is about, whatever was set aside before. */
  static boolean mends(Arrival.Change change) {
    return change.change() instanceof RowChange.Read
        || change.change() instanceof RowChange.Truncate;
  }

  /** Holds the rows that a change is about, all of them: a row that moves takes it along. */
  void hold(Arrival.Change change, String code) {
    HeldKey.of(change).forEach(key -> hold(key, change, code));
  }

  void hold(Arrival.Unreadable record, String code) {
    hold(HeldKey.unreadable(record.from().topic()), record, code);
  }

  private void hold(HeldKey key, Arrival arrival, String code) {
    held.add(key);
    more.merge(key, new Holding(code, arrival, arrival, 1), Holding::and);
  }

  /** A change that mends was applied. */
  void release(Arrival.Change change) throws SQLException {
    List<HeldKey> mended =
        change.change() instanceof RowChange.Truncate
            ? held.stream().filter(key -> key.isOfTable(change)).toList()
            : HeldKey.of(change);
    for (HeldKey key : mended) {
      held.remove(key);
      more.remove(key);
      table.release(key);
    }
  }

  int size() {
    return held.size();
  }

  /** Writes down what was set aside. */
  void write() throws SQLException {
    table.hold(more);
  }
}
