package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.control.verify.FinalComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a move came to.
 *
 * @param direction which way
 * @param outcome how it ended
 * @param sentence the same for people, with the reason
 * @param steps in the order they were taken
 * @param facts what is known of the moment of the move
 */
public record SwitchResult(
    Direction direction, Outcome outcome, String sentence, List<Step> steps, Facts facts) {

  /** How a move ended. */
  public enum Outcome {
    /** Writers write on the other side. */
    DONE("done"),
    /** They did already. */
    ALREADY("already"),
    /** Writers write where they wrote before. */
    BACK("back"),
    /** They were never stopped. */
    REHEARSED("rehearsed");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }
  }

  /**
   * What is known of the moment of the move.
   *
   * @param finalLsn the last position of the side that was left
   * @param openedLsn the first position of the side that was moved to
   * @param sequences how many are at or ahead of the other side's
   * @param comparison of all tables, with writers on neither side
   * @param downtimeMillis how long writers were kept out
   */
  public record Facts(
      Optional<Lsn> finalLsn,
      Optional<Lsn> openedLsn,
      int sequences,
      Optional<FinalComparison> comparison,
      long downtimeMillis) {

    static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), 0, Optional.empty(), 0);

    Facts withDowntime(long millis) {
      return new Facts(finalLsn, openedLsn, sequences, comparison, millis);
    }

    Facts openedAt(Lsn lsn) {
      return new Facts(finalLsn, Optional.of(lsn), sequences, comparison, downtimeMillis);
    }
  }

  public SwitchResult {
    steps = List.copyOf(steps);
  }

  /** Whether everything is as the command was to make it. */
  public boolean isGood() {
    return outcome != Outcome.BACK;
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    facts.comparison().ifPresent(comparison -> report.putAll(comparison.report()));
    report.put("ok", isGood());
    report.put("direction", direction.word());
    report.put("outcome", outcome.word);
    report.put("message", sentence);
    facts.finalLsn().ifPresent(lsn -> report.put("final_lsn", lsn.toString()));
    facts.openedLsn().ifPresent(lsn -> report.put("opened_lsn", lsn.toString()));
    report.put("downtime_ms", facts.downtimeMillis());
    report.put("sequences", facts.sequences());
    report.put("steps", steps);
    return report;
  }
}
