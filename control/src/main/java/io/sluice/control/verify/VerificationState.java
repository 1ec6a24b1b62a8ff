package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the target says of a migration's last verification, for those who only look.
 *
 * @param startedAt by the target's clock, as PostgreSQL writes it
 * @param isFinished whether it came to its end
 * @param position the end of the source's log when it began
 * @param tables those that were begun, by name
 */
public record VerificationState(
    String startedAt, boolean isFinished, Lsn position, List<TableResult> tables) {

  public VerificationState {
    tables = List.copyOf(tables);
  }

  /** Reads it; empty if nothing was ever verified. Changes nothing. */
  public static Optional<VerificationState> read(Database target, String migration)
      throws SQLException {
    Optional<VerificationStore> found = VerificationStore.find(target, migration);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (VerificationStore store = found.get()) {
      Optional<Run> run = store.run();
      return run.isEmpty() ? Optional.empty() : Optional.of(of(run.get(), store));
    }
  }

  private static VerificationState of(Run run, VerificationStore store) throws SQLException {
    List<TableResult> tables = new ArrayList<>();
    for (TableStore.Kept kept : store.tables()) {
      tables.add(store.result(kept));
    }
    return new VerificationState(run.startedAt(), run.isFinished(), run.position(), tables);
  }

  /** The state of a table; {@link TableState#PENDING} if it was not begun. */
  public TableState of(TableId table) {
    return tables.stream()
        .filter(result -> result.table().equals(table))
        .map(TableResult::state)
        .findFirst()
        .orElse(TableState.PENDING);
  }
}
