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
    List<BoundTable> emptied = new ArrayList<>();
    for (Arrival.Change change : changes) {
      if (!isTruncate(change)) {
        empty(emptied, change);
      }
      sum = sum.plus(apply(change, emptied));
    }
    changes.stream().reduce((first, last) -> last).ifPresent(last -> empty(emptied, last));
    return sum;
  }

  private Applied apply(Arrival.Change change, List<BoundTable> emptied) {
    try {
      BoundTable table = tables.bound(change.change().schema());
      if (isTruncate(change)) {
        emptied.add(table);
        return Applied.NOTHING;
      }
      return (table.topic().hasKey() ? rows.apply(table, change) : exchange(table, change))
          .plus(new Applied(0, 0, 0, 1));
    } catch (SQLException refused) {
      throw TargetFailure.of(refused, Where.row(change.change().schema(), change));
    }
  }

  private Applied exchange(BoundTable table, Arrival.Change change) throws SQLException {
    return bulk.exchange(table, ApplyStep.Exchange.of(change));
  }

  /** Tables that one TRUNCATE of the source emptied have to be emptied at once. */
  private void empty(List<BoundTable> tables, Arrival.Change before) {
    if (tables.isEmpty()) {
      return;
    }
    try {
      emptying.run(tables);
    } catch (SQLException refused) {
      throw TargetFailure.of(refused, Where.row(tables.get(0).topic(), before));
    }
    tables.clear();
  }

  private static boolean isTruncate(Arrival.Change change) {
    return change.change() instanceof RowChange.Truncate;
  }
}
