package io.sluice.control.cutover;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs steps, times them and says so. Used by one thread. */
final class Steps {

  /** What a step does. */
  interface Work<T> {
    T run() throws SQLException;
  }

  private final Consumer<String> people;
  private final Clock clock;
  private final StepLog log;
  private final List<Step> done = new ArrayList<>();

  /**
   * @param people hear of a step when it has ended
   * @param log knows of a step before it begins, and after it has ended before the next begins
   */
  Steps(Consumer<String> people, Clock clock, StepLog log) {
    this.people = people;
    this.clock = clock;
    this.log = log;
  }

  /** Steps of which nobody hears. */
  static Steps silent() {
    return new Steps(silence -> {}, Clock.systemUTC(), StepLog.NONE);
  }

  <T> T run(StepName name, Work<T> work, Function<T, String> detail) throws SQLException {
    log.begin(name);
    long start = System.nanoTime();
    T result = work.run();
    long millis = (System.nanoTime() - start) / 1_000_000;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Step step = new Step(name.word(), now.toString(), millis, detail.apply(result));
    done.add(step);
    people.accept(
        String.format(
            Locale.ROOT, "%s  %-10s %7d ms  %s", step.at(), step.name(), millis, step.detail()));
    log.end(name, step.detail());
    return result;
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
