package io.sluice.control.cutover;

import java.sql.SQLException;
import java.util.UUID;

/** Hears of each step before it begins and after it has ended. */
interface StepLog {

  /** Nobody listens. */
  StepLog NONE =
      new StepLog() {
        @Override
        public void begin(StepName step) {}

        @Override
        public void end(StepName step, String detail) {}
      };

  void begin(StepName step) throws SQLException;

  void end(StepName step, String detail) throws SQLException;

  /** Writes them into the journal. */
  record OfRun(Journal journal, UUID run, Direction direction) implements StepLog {

    @Override
    public void begin(StepName step) throws SQLException {
      journal.begin(run, direction, step);
    }

    @Override
    public void end(StepName step, String detail) throws SQLException {
      journal.end(run, step, detail);
    }
  }
}
