package io.sluice.control.fence;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Patience;
import io.sluice.postgres.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps writers out of one database of a migration, and lets them in again. What it does is in the
 * database, durable, and known to whoever comes next.
 *
 * @param database to close and to open
 * @param migration whose fence it is
 */
public record Fence(Database database, String migration) {

  private static final long SWEEP_MILLIS = 200;

  /** How the database is closed at this moment, if it is. */
  public Optional<Closure> closed() throws SQLException {
    try (Connection session = database.open("fence")) {
      return new FenceTable(session, migration).closed().stream().findFirst();
    }
  }

  /**
   * Everything that stands in the way of closing it.
   *
   * @param tables the migrated ones, as they are called here
   */
  public List<Finding> problems(Fencing how, List<TableId> tables) throws SQLException {
    try (Connection session = database.open("fence")) {
      return new FencePrerequisites(session, database).check(how, tables);
    }
  }

  /**
   * Closes the database; one that is closed already is closed in this way instead. When this
   * returns, whatever anybody has written is in the log.
   *
   * @param tables the migrated ones, as they are called here
   * @param patience with transactions that are in the middle of writing
   */
  public Closure close(Fencing how, List<TableId> tables, Patience patience) throws SQLException {
    try (Connection session = database.open("fence")) {
      new FenceTable(session, migration).create();
      return new Closing(session, migration).run(how, tables, patience);
    }
  }

  /** Opens the database, at once: in one short transaction that waits for nobody. */
  public void open() throws SQLException {
    try (Connection session = database.open("fence")) {
      FenceTable fences = new FenceTable(session, migration);
      List<Closure> closed = fences.closed();
      if (!closed.isEmpty()) {
        session.setAutoCommit(false);
        new FencedRoles(session).login(loginless(closed), true);
        fences.open();
        session.commit();
      }
    }
  }

  /**
   * Takes away what is left of a fence that was opened: triggers that let everybody pass.
   *
   * @return how many stay because somebody uses their table
   */
  public int sweep() throws SQLException {
    try (Connection session = database.open("fence")) {
      boolean closed =
          new FenceTable(session, migration)
              .closed().stream().anyMatch(each -> each.fencing() instanceof Fencing.Tables);
      return closed ? 0 : new FencedTables(session, migration).sweep(SWEEP_MILLIS);
    }
  }

  /** How often it was closed and opened again. */
  public long opened() throws SQLException {
    try (Connection session = database.open("fence")) {
      return new FenceTable(session, migration).opened();
    }
  }

  /**
   * Takes away the triggers and the records of a fence that was opened.
   *
   * @return how many triggers stay because somebody uses their table; if any does, so do the
   *     records
   */
  public int forget() throws SQLException {
    int left = sweep();
    if (left == 0) {
      try (Connection session = database.open("fence")) {
        new FenceTable(session, migration).forget();
      }
    }
    return left;
  }

  /** What the triggers of a migration's fence are called. */
  public static String trigger(String migration) {
    return "sluice_fence_" + migration;
  }

  static List<String> loginless(List<Closure> closed) {
    return closed.stream().flatMap(each -> each.loginless().stream()).distinct().sorted().toList();
  }
}
