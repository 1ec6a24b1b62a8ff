package io.sluice.control.demo;

import io.sluice.control.compare.Comparison;
import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.SwitchResult;
import io.sluice.control.report.Console;
import io.sluice.control.verify.FinalComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo of a cutover came to.
 *
 * @param versions of both servers
 * @param turns cutover, rollback and cutover
 * @param end both sides, after the last write
 * @param acknowledged how many transactions the writers were told to be committed
 * @param changes rows that they changed
 * @param lost how many of the acknowledged ones are missing, on both sides together
 * @param sequencesBehind how many of the sequences would give out a number again
 * @param seconds from the first process to the verdict
 */
public record CutoverDemoResult(
    Versions versions,
    List<Turn> turns,
    Comparison end,
    long acknowledged,
    long changes,
    long lost,
    long sequencesBehind,
    double seconds) {

  public CutoverDemoResult {
    turns = List.copyOf(turns);
  }

  /**
   * One move of the writers.
   *
   * @param result as the command has it
   * @param silenceMillis the longest time in which no writer had a commit, as the writers measured
   *     it
   */
  record Turn(SwitchResult result, long silenceMillis) {

    private Map<String, Object> report() {
      Map<String, Object> report = new LinkedHashMap<>(result.report());
      report.remove("tables");
      report.put("writers_silent_ms", silenceMillis);
      return report;
    }
  }

  /** Whether all is equal, ahead and there. */
  public boolean isGood() {
    return mismatches() == 0 && lost == 0 && sequencesBehind == 0 && isRolledBack();
  }

  private long mismatches() {
    return end.mismatches()
        + turns.stream()
            .flatMap(turn -> turn.result().facts().comparison().stream())
            .mapToLong(FinalComparison::mismatches)
            .sum();
  }

  private boolean isRolledBack() {
    return turns.stream()
        .anyMatch(
            turn -> turn.result().direction() == Direction.ROLLBACK && turn.result().isGood());
  }

  private long downtimeMillis() {
    return turns.stream().mapToLong(turn -> turn.result().facts().downtimeMillis()).max().orElse(0);
  }

  private long silenceMillis() {
    return turns.stream().mapToLong(Turn::silenceMillis).max().orElse(0);
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    versions.put(report);
    report.put("tables", end.results().size());
    report.put("rows", end.rows());
    report.put("downtime_ms", downtimeMillis());
    report.put("writers_silent_ms", silenceMillis());
    report.put("mismatches", mismatches());
    report.put("sequences_behind", sequencesBehind);
    report.put("acknowledged_writes", acknowledged);
    report.put("acknowledged_writes_lost", lost);
    report.put("rolled_back", isRolledBack());
    report.put("changes", changes);
    List<Map<String, Object>> all = new ArrayList<>();
    turns.forEach(turn -> all.add(turn.report()));
    report.put("turns", all);
    report.put("seconds", Math.round(seconds * 10) / 10.0);
    return report;
  }

  /** For people. */
  public void print(Console console) {
    console.say("");
    end.print(console);
    console.say("");
    for (Turn turn : turns) {
      say(
          console,
          "%s: writers were kept out for %d ms; for %d ms none of them had a commit",
          turn.result().direction().word(),
          turn.result().facts().downtimeMillis(),
          turn.silenceMillis());
    }
    say(console, "%,d acknowledged transactions, %d of them lost", acknowledged, lost);
    say(console, "%d sequences are behind", sequencesBehind);
    console.say("");
    say(
        console,
        isGood()
            ? "✓ Over, back and over again, %s; both databases are equal, after %.1f s."
            : "✗ Something got lost %s, after %.1f s.",
        versions,
        seconds);
  }

  private static void say(Console console, String format, Object... facts) {
    console.say("  " + String.format(Locale.ROOT, format, facts));
  }
}
