package io.sluice.control.verify;

import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.TableComparison;
import io.sluice.control.compare.TableResult;
import io.sluice.control.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares while nobody writes: what differs once, differs.
 *
 * @param source prepared for reads by key
 * @param target the same
 */
record QuietComparison(Migration migration, Connection source, Connection target) {

  private static final int BATCH = 10_000;

  FinalResult compare(CapturedTable table, ChangedKeys changed) throws SQLException {
    return changed.isWhole() ? whole(table) : keys(table, changed.keys());
  }

  private FinalResult whole(CapturedTable table) {
    TableResult result =
        new TableComparison(migration.source().database(), migration.target())
            .compare(table, migration.onTarget(table.id()));
    return new FinalResult(
        table.id(), true, result.sourceRows(), result.isEqual(), result.verdict(), List.of());
  }

  private FinalResult keys(CapturedTable table, List<List<String>> keys) throws SQLException {
    if (keys.isEmpty()) {
      return new FinalResult(table.id(), false, 0, true, "equal", List.of());
    }
    try {
      return keys(table, new TableOpening(migration, source, target).open(table), keys);
    } catch (TableOpening.Incomparable incomparable) {
      return new FinalResult(table.id(), false, 0, false, incomparable.getMessage(), List.of());
    }
  }

  private FinalResult keys(CapturedTable table, BothSides sides, List<List<String>> keys)
      throws SQLException {
    Findings findings = Findings.NONE;
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<List<String>> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
      findings = findings.plus(sides.ask(side -> side.rows(batch), QuietComparison::findings));
    }
    boolean equal = findings.isEmpty();
    String verdict = equal ? "equal" : findings.counts().total() + " rows differ";
    return new FinalResult(
        table.id(), false, keys.size(), equal, verdict, names(findings, sides.keyColumns()));
  }

  private static Findings findings(
      Map<List<String>, Sighting> source, Map<List<String>, Sighting> target) {
    Findings findings = Findings.NONE;
    for (List<String> key : Suspects.differing(source, target)) {
      Look look =
          new Look(Optional.ofNullable(source.get(key)), Optional.ofNullable(target.get(key)));
      findings = findings.plus(new Difference(look.kind(), key));
    }
    return findings;
  }

  private static List<String> names(Findings findings, List<String> keyColumns) {
    return findings.named().stream().map(each -> each.sentence(keyColumns)).toList();
  }
}
