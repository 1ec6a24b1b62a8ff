package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.migration.Migration;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies one table, with sessions of its own.
 *
 * @param looking the waits between reads
 * @param pace shared with all other tables
 * @param store keeps what is found
 * @param watcher hears how far it is
 */
record TableVerification(
    Migration migration,
    Looking looking,
    Pace pace,
    VerificationStore store,
    Consumer<TableResult> watcher) {

  private static final String NO_KEY =
      "it has no key and was written to: the cutover compares it whole";

  /**
   * Goes on where an earlier run was, or begins.
   *
   * @param isCopied whether all its rows are in the topics
   */
  TableResult run(CapturedTable table, boolean isCopied) throws SQLException {
    try {
      if (!isCopied) {
        throw new Postponed("its copy is not finished");
      }
      return compare(table);
    } catch (TableOpening.Incomparable incomparable) {
      return end(table.id(), TableState.ERROR, incomparable.getMessage());
    } catch (Postponed postponed) {
      return end(table.id(), TableState.PENDING, postponed.getMessage());
    } catch (SourceFailure failure) {
      return end(table.id(), TableState.ERROR, failure.getMessage());
    } catch (SQLException failure) {
      return end(table.id(), TableState.ERROR, TableFailure.reason(failure));
    }
  }

  private TableResult compare(CapturedTable table) throws SQLException {
    try (Connection source = migration.source().database().open("verify");
        Connection target = migration.target().open("verify")) {
      ReadSession.prepare(source);
      ReadSession.prepare(target);
      BothSides sides = new TableOpening(migration, source, target).open(table);
      TableStore.Kept kept = begin(sides);
      looking.writersGone(table.id());
      return sides.hasKey() ? byKey(sides, kept) : whole(sides, kept);
    }
  }

  /** Ranges of another table, or of another key, bound nothing. */
  private TableStore.Kept begin(BothSides sides) throws SQLException {
    TableId table = sides.table();
    Optional<TableStore.Kept> before = store.table(table);
    if (before.filter(kept -> kept.identity().equals(sides.identity())).isEmpty()) {
      store.forgetRanges(table);
    }
    return keep(sides, TableState.RUNNING, "");
  }

  private TableResult byKey(BothSides sides, TableStore.Kept kept) throws SQLException {
    Tally tally = new Tally();
    List<Range> known = store.ranges(sides.table(), sides.keyColumns());
    known.forEach(tally::add);
    KeyedVerification verification =
        new KeyedVerification(
            sides,
            looking,
            pace,
            migration.source().chunk().rows(),
            range -> keep(kept, tally, range));
    verification.run(known);
    return store.result(keep(sides, tally.state(), reason(tally)));
  }

  private void keep(TableStore.Kept kept, Tally tally, Range range) throws SQLException {
    store.keep(kept.table(), range);
    tally.add(range);
    watcher.accept(tally.result(kept));
  }

  private TableResult whole(BothSides sides, TableStore.Kept kept) throws SQLException {
    Tally tally = new Tally();
    List<Range> known = store.ranges(sides.table(), List.of());
    known.forEach(tally::add);
    if (known.stream().noneMatch(range -> range.state() == Range.State.VERIFIED)) {
      Range all = new BagVerification(sides, looking).run();
      keep(kept, tally, all);
      pace.read(all.rows());
    }
    TableState state = tally.state();
    return store.result(
        state == TableState.HOT
            ? keep(sides, TableState.NO_KEY, NO_KEY)
            : keep(sides, state, reason(tally)));
  }

  private static String reason(Tally tally) {
    return switch (tally.state()) {
      case MISMATCHED -> tally.findings().counts().total() + " rows differ";
      case HOT -> tally.hot() + " rows changed at each look; the cutover compares them";
      default -> "";
    };
  }

  private TableStore.Kept keep(BothSides sides, TableState state, String reason)
      throws SQLException {
    TableStore.Kept kept =
        new TableStore.Kept(sides.table(), state, reason, sides.identity(), sides.keyColumns());
    store.keep(kept);
    return kept;
  }

  /** The ranges stay: a later run goes on with them if the table is still the same. */
  private TableResult end(TableId table, TableState state, String reason) throws SQLException {
    Optional<TableStore.Kept> before = store.table(table);
    TableStore.Kept kept =
        new TableStore.Kept(
            table,
            state,
            reason,
            before.map(TableStore.Kept::identity).orElse(""),
            before.map(TableStore.Kept::keyColumns).orElse(List.of()));
    store.keep(kept);
    return store.result(kept);
  }
}
