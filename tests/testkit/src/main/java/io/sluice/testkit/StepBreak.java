package io.sluice.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Holds a cutover up where its journal has it begin or end a step: the journal's own table waits
 * for a lock of this. So a test can kill the command there.
 */
public final class StepBreak implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String WAITING =
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 27 AND classid = 0 AND NOT granted";

  private final TestDatabase source;
  private final Connection holder;

  private StepBreak(TestDatabase source, Connection holder) {
    this.source = source;
    this.holder = holder;
  }

  /**
   * Sets it.
   *
   * @param source with a journal
   * @param step its word
   * @param atEnd at the end of the step rather than at its beginning
   */
  public static StepBreak at(TestDatabase source, String step, boolean atEnd) {
    source.execute(
        """
        CREATE OR REPLACE FUNCTION public.break_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.step = '%s' AND (NEW.ended IS NOT NULL) = %s THEN
            PERFORM pg_advisory_xact_lock(27);
          END IF;
          RETURN NEW;
        END $$
        """
            .formatted(step, atEnd),
        "CREATE OR REPLACE TRIGGER break_step BEFORE INSERT OR UPDATE ON sluice.cutover"
            + " FOR EACH ROW EXECUTE FUNCTION public.break_step()");
    Connection holder = source.connect();
    run(holder, "SELECT pg_advisory_lock(27)");
    return new StepBreak(source, holder);
  }

  /** Returns once the command waits. */
  public void await() {
    Awaitility.await("a command at its break")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !source.texts(WAITING).isEmpty());
  }

  /** The line that the command waited with is lost with it. */
  public void forget() {
    source.texts("SELECT pg_terminate_backend(pid) FROM (" + WAITING + ") w");
    awaitNobody();
  }

  /** Lets go; whoever still waits is written. */
  @Override
  public void close() throws SQLException {
    holder.close();
    awaitNobody();
    source.execute("DROP TRIGGER IF EXISTS break_step ON sluice.cutover");
  }

  private void awaitNobody() {
    Awaitility.await("nobody at the break")
        .atMost(LIMIT)
        .until(() -> source.texts(WAITING).isEmpty());
  }

  private static void run(Connection session, String sql) {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
