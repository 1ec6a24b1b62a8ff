package io.sluice.control.cutover;

import io.sluice.control.report.Console;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Runs steps, times them and says so. Used by one thread. */
final class Steps {

  /** What a step does. */
  interface Work<T> {
    T run() throws SQLException;
  }

  private final Console console;
  private final Clock clock;
  private final List<Step> done = new ArrayList<>();

  Steps(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  <T> T run(String name, Work<T> work, Function<T, String> detail) throws SQLException {
    long start = System.nanoTime();
    T result = work.run();
    long millis = (System.nanoTime() - start) / 1_000_000;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Step step = new Step(name, now.toString(), millis, detail.apply(result));
    done.add(step);
    console.say(
        String.format(Locale.ROOT, "%s  %-10s %7d ms  %s", step.at(), name, millis, step.detail()));
    return result;
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
