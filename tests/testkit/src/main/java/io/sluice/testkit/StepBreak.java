package io.sluice.testkit;

import java.sql.SQLException;

/**
 * Holds a cutover up where its journal has it begin or end a step: the journal's own table waits
 * for a lock of this. So a test can kill the command there.
 *
 * @param source with the journal
 * @param lock that is waited for
 */
public record StepBreak(TestDatabase source, LockBreak lock) implements AutoCloseable {

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
            %s
          END IF;
          RETURN NEW;
        END $$
        """
            .formatted(step, atEnd, LockBreak.WAIT),
        "CREATE OR REPLACE TRIGGER break_step BEFORE INSERT OR UPDATE ON sluice.cutover"
            + " FOR EACH ROW EXECUTE FUNCTION public.break_step()");
    return new StepBreak(source, LockBreak.in(source));
  }

  /** Returns once the command waits. */
  public void await() {
    lock.await();
  }

  /** The line that the command waited with is lost with it. */
  public void forget() {
    lock.forget();
  }

  /** Lets go; whoever still waits is written. */
  @Override
  public void close() throws SQLException {
    lock.close();
    source.execute("DROP TRIGGER IF EXISTS break_step ON sluice.cutover");
  }
}
