package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.Arrival;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Applies changes of many tables one by one, in the order in which the source made them. */
final class SourceReplay {

  private final TargetTables tables;
  private final BulkApply bulk;
  private final RowReplay rows;
  private final Emptying emptying;

  SourceReplay(TargetTables tables, BulkApply bulk, RowReplay rows, Emptying emptying) {
    this.tables = tables;
    this.bulk = bulk;
    this.rows = rows;
    this.emptying = emptying;
  }

  /**
   * Applies them.
   *
   * @throws TargetFailure naming the change that the target refuses
   */
  Applied apply(List<Arrival.Change> changes) {
    Applied sum = Applied.NOTHING;
    int next = 0;
    while (next < changes.size()) {
      int end = together(changes, next);
      Arrival.Change first = changes.get(next);
      Applied applied = apply(first, changes.subList(next, end));
      sum = sum.plus(applied.in(first.change().schema().table()));
      next = end;
    }
    return sum.plus(Applied.replayed(changes.size()));
  }

  /**
   * Where what has to be done at once ends: tables that one TRUNCATE of the source emptied, and the
   * two halves of a change of a key.
   */
  private static int together(List<Arrival.Change> changes, int start) {
    RowChange first = changes.get(start).change();
    int end = start + 1;
    if (first instanceof RowChange.Truncate) {
      while (end < changes.size() && changes.get(end).change() instanceof RowChange.Truncate) {
        end++;
      }
    } else if (first instanceof RowChange.Rekey rekey && end < changes.size()) {
      return isSecondHalf(rekey, changes.get(end).change()) ? end + 1 : end;
    }
    return end;
  }

  private static boolean isSecondHalf(RowChange.Rekey rekey, RowChange next) {
    return next instanceof RowChange.Insert insert
        && insert.schema().equals(rekey.schema())
        && insert.stamp().position().equals(rekey.stamp().position())
        && insert.after().key(insert.schema()).equals(rekey.newKey().key(rekey.schema()));
  }

  private Applied apply(Arrival.Change first, List<Arrival.Change> together) {
    try {
      BoundTable table = tables.bound(first.change().schema());
      if (first.change() instanceof RowChange.Truncate) {
        emptying.run(bound(together));
        return Applied.NOTHING;
      } else if (!table.topic().hasKey()) {
        return exchange(table, first);
      }
      return together.size() > 1
          ? rows.move(table, first, together.get(1))
          : rows.apply(table, first);
    } catch (SQLException refused) {
      throw TargetFailure.of(refused, Where.row(first.change().schema(), first));
    }
  }

  private List<BoundTable> bound(List<Arrival.Change> changes) throws SQLException {
    List<BoundTable> bound = new ArrayList<>();
    for (Arrival.Change change : changes) {
      bound.add(tables.bound(change.change().schema()));
    }
    return bound;
  }

  private Applied exchange(BoundTable table, Arrival.Change change) throws SQLException {
    return bulk.exchange(table, ApplyStep.Exchange.of(change));
  }
}
