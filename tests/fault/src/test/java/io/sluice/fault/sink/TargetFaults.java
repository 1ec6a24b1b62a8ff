package io.sluice.fault.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What happens to the target's server and in its database. */
final class TargetFaults {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private TargetFaults() {}

  static String restart(Stage stage, PlannedFault fault) throws InterruptedException {
    stage.target().server().stop();
    stage.hold(fault);
    stage.target().server().start();
    return "";
  }

  static String crash(Stage stage, PlannedFault fault) throws InterruptedException {
    stage.target().server().kill9();
    stage.hold(fault);
    stage.target().server().start();
    return "";
  }

  /** A copy of the server's files takes over that lacks the last commits. */
  static String failOver(Stage stage, PlannedFault fault) throws Exception {
    long kept = stage.target().copyFiles();
    stage.reaches(() -> stage.target().applied() > kept, LIMIT);
    stage.hold(fault);
    long reached = stage.target().applied();
    stage.target().replaceByCopy();
    return "applied again from " + (reached - kept) + " offsets before";
  }

  static String terminateSessions(Stage stage, PlannedFault fault) {
    String terminate =
        "WITH sessions AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE usename = '"
            + TargetSide.USER
            + "') SELECT pg_terminate_backend(pid) FROM sessions";
    int sessions = stage.target().database().texts(terminate).size();
    return sessions + " sessions";
  }

  /** The sink's sessions are found first: a server may evaluate conditions in any order. */
  static String cancelStatement(Stage stage, PlannedFault fault) {
    String cancel =
        "WITH busy AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE usename = '"
            + TargetSide.USER
            + "' AND state = 'active') SELECT pg_cancel_backend(pid) FROM busy";
    boolean cancelled =
        stage.reaches(() -> !stage.target().database().texts(cancel).isEmpty(), LIMIT);
    return cancelled ? "" : FaultKind.NOT_COME_ABOUT;
  }

  static String lockTable(Stage stage, PlannedFault fault) throws Exception {
    try (Connection session = stage.target().database().connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("LOCK TABLE public.account IN ACCESS EXCLUSIVE MODE");
      stage.hold(fault);
      session.rollback();
    }
    return "";
  }

  /**
   * The sink moves its progress first and waits for a table then; this session has the table and
   * wants the progress. The server tells the one that waits first, the sink, that this cannot be.
   */
  static String deadlock(Stage stage, PlannedFault fault) throws Exception {
    try (Connection session = stage.target().database().connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("SET LOCAL deadlock_timeout = '5s'");
      statement.execute("LOCK TABLE public.account IN ACCESS EXCLUSIVE MODE");
      boolean waited = stage.reaches(() -> isWaitedFor(session, stage), LIMIT);
      String outcome = waited ? close(statement) : FaultKind.NOT_COME_ABOUT;
      session.rollback();
      return outcome;
    }
  }

  private static String close(Statement statement) {
    try {
      statement.execute("SELECT FROM sluice.progress FOR UPDATE");
      return "the sink gave way";
    } catch (SQLException victim) {
      return "the other gave way";
    }
  }

  private static boolean isWaitedFor(Connection session, Stage stage) {
    try (Statement statement = session.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return !stage
          .target()
          .database()
          .texts(
              "SELECT 1 FROM pg_stat_activity WHERE "
                  + row.getInt(1)
                  + " = ANY (pg_blocking_pids(pid))")
          .isEmpty();
    } catch (SQLException failed) {
      throw new IllegalStateException("the session is gone", failed);
    }
  }

  /**
   * As the server reports it, since no disk of ours may be filled: SQLSTATE 53100 from a trigger.
   */
  static String fillDisk(Stage stage, PlannedFault fault) throws InterruptedException {
    stage
        .target()
        .database()
        .execute(
            "CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON public.receipt FOR EACH ROW"
                + " EXECUTE FUNCTION public.full_disk();"
                + " ALTER TABLE public.receipt ENABLE ALWAYS TRIGGER full_disk");
    stage.hold(fault);
    stage.target().database().execute("DROP TRIGGER full_disk ON public.receipt");
    return "";
  }

  static String revokePrivileges(Stage stage, PlannedFault fault) throws InterruptedException {
    String rights = " INSERT, UPDATE, DELETE ON public.ledger, public.account ";
    stage.target().database().execute("REVOKE" + rights + "FROM " + TargetSide.USER);
    stage.hold(fault);
    stage.target().database().execute("GRANT" + rights + "TO " + TargetSide.USER);
    return "";
  }
}
