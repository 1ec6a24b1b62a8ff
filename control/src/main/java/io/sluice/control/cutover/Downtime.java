package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.cutover.SwitchResult.Facts;
import io.sluice.control.cutover.SwitchResult.Outcome;
import io.sluice.control.fence.Closure;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.control.schema.TargetTriggers;
import io.sluice.control.verify.ChangedRows;
import io.sluice.control.verify.FinalComparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is done while nobody writes. Used by one thread.
 *
 * <p>Until the switch has ended, whatever goes wrong opens the side again that was to be left.
 * After it there is no way but forward.
 */
final class Downtime {

  private final Move move;
  private final Steps steps;
  private final CutoverSettings settings;

  Downtime(Move move, Steps steps) {
    this.move = move;
    this.steps = steps;
    this.settings = move.options().settings();
  }

  /** From the first moment to the last. */
  SwitchResult run(Pipeline way, ChangedRows changed) throws SQLException {
    return from(this::fence, way, changed);
  }

  /** From a fence that an earlier run has made. */
  SwitchResult goOn(Countdown countdown, Pipeline way, ChangedRows changed) throws SQLException {
    return from(() -> countdown, way, changed);
  }

  private SwitchResult from(Steps.Work<Countdown> fence, Pipeline way, ChangedRows changed)
      throws SQLException {
    try (LastWords words = LastWords.of(move.route(), move.console())) {
      Countdown countdown;
      Facts facts;
      try {
        countdown = fence.run();
        facts = upToTheSwitch(countdown, way, changed);
      } catch (SQLException | RuntimeException e) {
        return back(e.getMessage());
      }
      return open(facts, countdown);
    }
  }

  private Countdown fence() throws SQLException {
    List<TableId> tables = move.route().tablesFrom();
    Patience patience =
        new Patience(Duration.ofMillis(200), settings.maxDowntime()).telling(move.console());
    Closure closure =
        steps.run(
            StepName.FENCE,
            () -> move.here().close(settings.fencing(), tables, patience),
            closed -> "nobody writes on " + move.route().from());
    return Countdown.since(closure.age(), settings.maxDowntime());
  }

  private Facts upToTheSwitch(Countdown countdown, Pipeline way, ChangedRows changed)
      throws SQLException {
    boolean forced = move.options().force();
    Pipeline.Crossing crossing = way.cross(steps, countdown.patience(move.patience()), forced);
    int sequences =
        steps.run(
            StepName.SEQUENCES,
            () -> way.sequences(settings.margin()),
            count -> count + " at or ahead");
    Optional<FinalComparison> comparison =
        move.options().compared() != Compared.NOTHING
            ? Optional.of(compare(countdown, crossing.barrier(), changed))
            : Optional.empty();
    countdown.require();
    steps.run(StepName.SWITCH, this::moveApplication, said -> said);
    Lsn last = crossing.mark().position().commitLsn();
    return new Facts(Optional.of(last), Optional.empty(), sequences, comparison, 0);
  }

  private FinalComparison compare(Countdown countdown, Barrier barrier, ChangedRows changed)
      throws SQLException {
    FinalComparison comparison =
        steps.run(
            StepName.COMPARE,
            () -> countdown.within("the comparison", () -> compare(barrier, changed)),
            FinalComparison::summary);
    if (comparison.mismatches() > 0 && !move.options().force()) {
      comparison.print(move.console());
      throw new Problem(comparison.summary());
    }
    return comparison;
  }

  private static FinalComparison compare(Barrier barrier, ChangedRows changed) throws SQLException {
    changed.readUpTo(barrier.ends());
    return changed.compare();
  }

  private String moveApplication() {
    if (settings.switchCommand().isEmpty()) {
      return "no switch command: point the application at " + move.route().to();
    }
    new SwitchHook(settings.switchCommand().get(), settings.switchTimeout())
        .run(move.route(), line -> move.console().say("  | " + line));
    return "the switch command has moved the application to " + move.route().to();
  }

  /** The last step; it can be taken again. */
  SwitchResult open(Facts facts, Countdown countdown) throws SQLException {
    Lsn lsn = currentLsn();
    long millis = steps.run(StepName.OPEN, () -> open(countdown), Downtime::keptOut);
    if (move.there().sweep() > 0) {
      move.console().say("triggers of the fence stay where tables are in use; they refuse nothing");
    }
    String sentence =
        "%s takes the writes, from %s on; %s is closed%s; %s"
            .formatted(
                move.route().to(),
                lsn,
                move.route().from(),
                facts.finalLsn().map(last -> ", at " + last).orElse(""),
                keptOut(millis));
    return result(Outcome.DONE, sentence, facts.openedAt(lsn).withDowntime(millis));
  }

  /** Triggers that waited for writers are enabled before the first of them comes. */
  private long open(Countdown countdown) throws SQLException {
    if (move.route().direction() == Direction.CUTOVER) {
      try (Connection target = move.route().to().open("cutover")) {
        TargetTriggers.enable(target);
      }
    }
    move.there().open();
    return countdown.elapsed().toMillis();
  }

  private static String keptOut(long millis) {
    return "writers were kept out for " + millis + " ms";
  }

  /** Opens the side again that was to be left, before anything else; the other one stays closed. */
  SwitchResult back(String reason) throws SQLException {
    try {
      move.here().open();
    } catch (SQLException | RuntimeException e) {
      throw new Problem(
          "%s; and %s stays closed, for it cannot be opened: %s. Run sluice %s again"
              .formatted(
                  reason, move.route().from(), e.getMessage(), move.route().direction().word()),
          e);
    }
    steps.run(StepName.BACK, () -> reason, said -> said);
    move.here().sweep();
    String sentence =
        "%s: so the %s was given up, %s takes the writes as before, and %s stays closed"
            .formatted(
                reason, move.route().direction().word(), move.route().from(), move.route().to());
    return result(Outcome.BACK, sentence, Facts.NONE);
  }

  private Lsn currentLsn() throws SQLException {
    try (Connection session = move.route().to().open("cutover");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()")) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  private SwitchResult result(Outcome outcome, String sentence, Facts facts) {
    return new SwitchResult(move.route().direction(), outcome, sentence, steps.done(), facts);
  }
}
