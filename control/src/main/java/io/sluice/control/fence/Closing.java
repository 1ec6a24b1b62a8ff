package io.sluice.control.fence;

import io.sluice.change.TableId;
import io.sluice.control.fence.FencedRoles.Role;
import io.sluice.control.fence.FencedTables.Member;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Closes a database. A fence and its record are one transaction. Used by one thread.
 *
 * <p>While it waits for the tables, new writers wait behind it. So it waits for less than a second
 * at first, lets the writers go on, and then has twice the patience.
 */
final class Closing {

  private static final long FIRST_WAIT_MILLIS = 800;
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  /** A lock that did not come in time, and one that would never have come. */
  private static final Set<String> TRY_AGAIN = Set.of("55P03", "57014", "40P01");

  private final Connection session;
  private final String migration;
  private long waitMillis = FIRST_WAIT_MILLIS;
  private String blockers = "somebody";
  private Optional<Closure> closed = Optional.empty();

  /**
   * @param session to the database, in autocommit
   */
  Closing(Connection session, String migration) {
    this.session = session;
    this.migration = migration;
  }

  /**
   * @param patience for all attempts together
   */
  Closure run(Fencing how, List<TableId> tables, Patience patience) throws SQLException {
    if (how instanceof Fencing.Roles roles) {
      return closeRoles(roles, patience);
    }
    List<TableId> members =
        new FencedTables(session, migration).members(tables).stream().map(Member::table).toList();
    if (members.isEmpty()) {
      throw new Problem("there is no table to close: run sluice start first");
    }
    patience.until(
        () -> isClosed(how, members), () -> "the tables are being written to by " + blockers);
    return closed.orElseThrow();
  }

  private Closure closeRoles(Fencing.Roles how, Patience patience) throws SQLException {
    FencedRoles roles = new FencedRoles(session);
    session.setAutoCommit(false);
    Closure closure = replace(how, Duration.ZERO);
    session.commit();
    session.setAutoCommit(true);
    roles.end(how.names(), patience);
    return closure;
  }

  private boolean isClosed(Fencing how, List<TableId> tables) {
    try {
      return attempt(how, tables);
    } catch (SQLException e) {
      throw new Problem("the tables cannot be closed: " + e.getMessage(), e);
    }
  }

  private boolean attempt(Fencing how, List<TableId> tables) throws SQLException {
    session.setAutoCommit(false);
    try {
      closed = Optional.of(close(how, tables));
      session.commit();
      return true;
    } catch (SQLException e) {
      session.rollback();
      if (!TRY_AGAIN.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      blockers = new Blockers(session).of(tables);
      waitMillis = Math.min(LONGEST_WAIT_MILLIS, 2 * waitMillis);
      return false;
    } finally {
      session.setAutoCommit(true);
    }
  }

  private Closure close(Fencing how, List<TableId> tables) throws SQLException {
    long began = System.nanoTime();
    FencedTables fence = new FencedTables(session, migration);
    fence.lock(tables, waitMillis);
    Closure closure = replace(how, Duration.ofNanos(System.nanoTime() - began));
    fence.refuse(tables, closure.id());
    return closure;
  }

  /** One fence stands in place of those that stood: its age is theirs, and so are its roles. */
  private Closure replace(Fencing how, Duration age) throws SQLException {
    FenceTable fences = new FenceTable(session, migration);
    List<Closure> before = fences.closed();
    Closure closure =
        new Closure(
            UUID.randomUUID(),
            how,
            exchangeLogins(Fence.loginless(before), FenceTable.roles(how)),
            before.stream().map(Closure::age).reduce(age, Closing::longer));
    fences.open();
    fences.insert(closure);
    return closure;
  }

  /**
   * @param earlier roles that have lost their login to a fence before
   * @return those that have lost it now
   */
  private List<String> exchangeLogins(List<String> earlier, List<String> names)
      throws SQLException {
    FencedRoles roles = new FencedRoles(session);
    List<String> loginless =
        roles.roles(names).stream()
            .filter(role -> role.canLogIn() || earlier.contains(role.name()))
            .map(Role::name)
            .toList();
    List<String> free = new ArrayList<>(earlier);
    free.removeAll(names);
    roles.login(free, true);
    roles.login(loginless, false);
    return loginless;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
