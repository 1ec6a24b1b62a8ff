package io.sluice.control.cutover;

import io.sluice.control.cutover.SwitchResult.Facts;
import io.sluice.control.cutover.SwitchResult.Outcome;
import io.sluice.control.fence.Closure;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Problem;
import io.sluice.control.verify.ChangedRows;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves the writers from one side to the other, in one direction or the other. Can be run again at
 * any time: a move that was killed is finished or taken back.
 *
 * <p>The side that is moved to is closed before the writers are stopped, and is opened last, so
 * that at no moment both sides take writes.
 *
 * @param move which way, and how
 */
public record Switchover(Move move) {

  /** Takes all steps that are left to take. */
  public SwitchResult run() throws SQLException {
    Migration migration = move.route().migration();
    try (OperatorLock lock = OperatorLock.take(migration, move.route().direction().word());
        Journal journal = Journal.open(migration.source().database(), migration.name())) {
      Optional<Run> last = journal.last(StepName.FENCE);
      if (last.isPresent() && !last.get().isOver()) {
        return goOn(journal, last.get());
      }
      return begin(journal);
    }
  }

  /** Says what would be done, and whether it could be; changes nothing. */
  public SwitchResult plan() throws SQLException {
    Steps steps = steps(StepLog.NONE);
    steps.run(StepName.PREFLIGHT, preflight()::run, said -> said);
    Plan.of(move).forEach(move.console()::say);
    return result(Outcome.REHEARSED, "nothing was changed", steps);
  }

  private SwitchResult begin(Journal journal) throws SQLException {
    Optional<Run> moved = journal.last(StepName.OPEN);
    boolean onTarget = moved.map(run -> run.direction() == Direction.CUTOVER).orElse(false);
    boolean isCutover = move.route().direction() == Direction.CUTOVER;
    if (isCutover && onTarget) {
      String since = " has taken the writes for " + moved.get().age().toSeconds() + " s already";
      return result(Outcome.ALREADY, move.route().to() + since, Steps.silent());
    }
    if (!isCutover && !onTarget) {
      throw new Problem(
          "there is no cutover to take back: " + move.route().to() + " takes the writes");
    }
    return move.options().rehearse() ? rehearse() : make(journal);
  }

  /** Where nothing was ever moved, what stands in the way may keep the journal from being made. */
  private SwitchResult make(Journal journal) throws SQLException {
    if (!journal.exists()) {
      preflight().run();
      journal.create();
    }
    Steps steps = steps(new StepLog.OfRun(journal, UUID.randomUUID(), move.route().direction()));
    Preparation preparation = prepare(steps);
    try (Pipeline way = move.way();
        ChangedRows changed = move.changedRows()) {
      lag(steps, preparation, way, changed);
      return new Downtime(move, steps).run(way, changed);
    }
  }

  private SwitchResult rehearse() throws SQLException {
    Steps steps = steps(StepLog.NONE);
    Preparation preparation = prepare(steps);
    try (Pipeline way = move.way();
        ChangedRows changed = move.changedRows()) {
      Duration lag = lag(steps, preparation, way, changed);
      int behind =
          steps.run(
              StepName.SEQUENCES,
              () -> move.route().sequencesBehind(),
              count -> count + " would be set ahead");
      String sentence =
          "rehearsed: a mark took %d ms, and %d sequences would be set ahead; the writers were not stopped"
              .formatted(lag.toMillis(), behind);
      return result(Outcome.REHEARSED, sentence, steps);
    }
  }

  private Preparation prepare(Steps steps) throws SQLException {
    Preparation preparation = new Preparation(move);
    steps.run(StepName.PREFLIGHT, preflight()::run, said -> said);
    steps.run(StepName.PREPARE, preparation::prepare, said -> said);
    steps.run(StepName.HOLD, preparation::hold, said -> said);
    return preparation;
  }

  private static Duration lag(
      Steps steps, Preparation preparation, Pipeline way, ChangedRows changed) throws SQLException {
    return steps.run(
        StepName.LAG,
        () -> preparation.lag(way, changed),
        took -> "a mark takes " + took.toMillis() + " ms to the other side");
  }

  /** A move that stopped somewhere between its fence and its end. */
  private SwitchResult goOn(Journal journal, Run run) throws SQLException {
    if (run.direction() != move.route().direction()) {
      throw new Problem(
          "a %1$s stands at its step %2$s for %3$d s: run sluice %1$s again, which finishes it or goes back"
              .formatted(run.direction().word(), run.last().word(), run.age().toSeconds()));
    }
    Downtime downtime =
        new Downtime(move, steps(new StepLog.OfRun(journal, run.id(), run.direction())));
    Optional<Closure> closure = move.here().closed();
    if (run.ended(StepName.SWITCH)) {
      say(run, "the application has been moved, so it goes forward");
      return downtime.open(Facts.NONE, countdown(closure));
    }
    if (closure.isEmpty()) {
      say(run, move.route().from() + " takes writes, so it begins anew");
      downtime.back("stopped at step " + run.last().word());
      return begin(journal);
    }
    return finishOrGoBack(downtime, run, countdown(closure));
  }

  private SwitchResult finishOrGoBack(Downtime downtime, Run run, Countdown countdown)
      throws SQLException {
    boolean isMoving = run.began(StepName.SWITCH);
    if (run.began(StepName.BACK) || countdown.isOver() && !isMoving) {
      say(run, "it goes back");
      return downtime.back(
          "writers have been kept out for " + countdown.elapsed().toSeconds() + " s");
    }
    say(
        run,
        isMoving
            ? "the switch command may have moved the application, so it goes forward and runs it again"
            : "there is time left, so it goes forward");
    try (Pipeline way = move.way();
        ChangedRows changed = move.changedRows()) {
      return downtime.goOn(isMoving ? countdown.anew() : countdown, way, changed);
    }
  }

  private Countdown countdown(Optional<Closure> closure) {
    return Countdown.since(
        closure.map(Closure::age).orElse(Duration.ZERO), move.options().settings().maxDowntime());
  }

  private void say(Run run, String what) {
    move.console()
        .say(
            "A %s stopped at its step %s %d s ago: %s."
                .formatted(run.direction().word(), run.last().word(), run.age().toSeconds(), what));
  }

  private Preflight preflight() {
    return new Preflight(
        move.route(), move.options(), move.rest(), move.consumers(), move.templates());
  }

  private Steps steps(StepLog log) {
    return new Steps(move.console()::say, Clock.systemUTC(), log);
  }

  private SwitchResult result(Outcome outcome, String sentence, Steps steps) {
    return new SwitchResult(move.route().direction(), outcome, sentence, steps.done(), Facts.NONE);
  }
}
