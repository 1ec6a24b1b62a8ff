package io.sluice.control.operation;

import io.sluice.control.cutover.Step;
import io.sluice.control.report.Console;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Runs the steps of a command, times them and says each when it is done. Used by one thread. */
public final class Timetable {

  /** What a step does. */
  public interface Work<T> {
    T run() throws SQLException;
  }

  private final Console console;
  private final List<Step> done = new ArrayList<>();

  public Timetable(Console console) {
    this.console = console;
  }

  /**
   * Runs a step.
   *
   * @param detail says what came of it
   */
  public <T> T run(String name, Work<T> work, Function<T, String> detail) throws SQLException {
    long start = System.nanoTime();
    T result = work.run();
    long millis = (System.nanoTime() - start) / 1_000_000;
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    Step step = new Step(name, now, millis, detail.apply(result));
    done.add(step);
    console.say(
        String.format(Locale.ROOT, "%s  %-11s %7d ms  %s", now, name, millis, step.detail()));
    return result;
  }

  /** The steps so far. */
  public List<Step> done() {
    return List.copyOf(done);
  }
}
