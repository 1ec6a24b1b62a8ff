package io.sluice.control.verify;

import io.sluice.control.compare.CapturedTable;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.source.snapshot.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mends the ranges of a table in which rows differ: what the target has too much is deleted, what
 * it lacks or has otherwise the source connector reads again. Afterwards these ranges are open, to
 * be compared once more.
 */
record Repair(Migration migration, RangeReread reread, VerificationStore store, Console console) {

  void run(CapturedTable table, TableResult result) throws SQLException {
    List<Range> bad =
        store.ranges(table.id(), result.keyColumns()).stream()
            .filter(range -> range.state() == Range.State.MISMATCHED)
            .toList();
    if (!result.keyColumns().isEmpty()) {
      delete(table, bad);
    }
    List<KeyRange.Between> lacking =
        bad.stream()
            .filter(range -> isLacking(range) || result.keyColumns().isEmpty())
            .map(Range::bounds)
            .toList();
    if (!lacking.isEmpty()) {
      console.say(
          "%s: the source connector reads %d ranges again".formatted(table.id(), lacking.size()));
      reread.run(table.id(), lacking);
    }
    for (Range range : bad) {
      store.keep(table.id(), Range.open(range.number(), range.bounds()));
    }
  }

  private static boolean isLacking(Range range) {
    Counts counts = range.findings().counts();
    return counts.missing() + counts.different() > 0;
  }

  private void delete(CapturedTable table, List<Range> ranges) throws SQLException {
    try (Connection source = migration.source().database().open("verify");
        Connection target = migration.target().open("verify")) {
      ReadSession.prepare(source);
      ReadSession.prepare(target);
      BothSides sides = new TableOpening(migration, source, target).open(table);
      List<List<String>> extra = new ArrayList<>();
      for (Range range : ranges) {
        if (range.findings().counts().extra() > 0) {
          extra.addAll(extra(sides, range));
        }
      }
      if (!extra.isEmpty()) {
        long deleted = new ExtraRows(migration, sides, target).delete(extra);
        console.say("%s: %d rows deleted on the target".formatted(table.id(), deleted));
      }
    }
  }

  /** Whether each of them is extra indeed, its deletion finds out. */
  private static Set<List<String>> extra(BothSides sides, Range range) throws SQLException {
    return sides.ask(
        side -> side.rows(range.bounds()),
        (source, target) -> {
          Set<List<String>> keys = new HashSet<>(target.keySet());
          keys.removeAll(source.keySet());
          return keys;
        });
  }
}
