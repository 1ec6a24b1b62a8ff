package io.sluice.fault.sink;

import io.sluice.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between both sides when nothing is on its way.
 *
 * @param lost rows that the source has and the target has not, and receipts without an effect
 * @param twice rows that the target has and the source has not, and effects but the first
 * @param sum what the bank holds in the target
 * @param differences some of them, in words
 */
record Verdict(long lost, long twice, long sum, List<String> differences) {

  private static final int MOST_WORDS = 20;

  /** A row's beginning tells which it is, the digest that it is whole. */
  private static final String ROWS =
      "SELECT left(t::text, 40) || ' ' || md5(t::text) FROM public.%s t";

  Verdict {
    differences = List.copyOf(differences.subList(0, Math.min(MOST_WORDS, differences.size())));
  }

  static Verdict of(TestDatabase source, TestDatabase target) {
    Tally tally = new Tally();
    for (String table : Shop.NAMES) {
      String rows = ROWS.formatted(table);
      tally.compare(table, source.texts(rows), target.texts(rows));
    }
    tally.compare(
        "effects of receipts",
        source.texts("SELECT number::text FROM public.receipt"),
        target.texts("SELECT number::text FROM public.effect"));
    String sum =
        target.text(
            "SELECT (SELECT coalesce(sum(balance), 0) FROM public.account)"
                + " + (SELECT coalesce(sum(balance), 0) FROM public.vault)");
    return new Verdict(tally.lost, tally.twice, Long.parseLong(sum), tally.words);
  }

  boolean isClean() {
    return lost == 0 && twice == 0 && sum == Shop.SUM;
  }

  /** The last line of a run. */
  String sentence(int faults) {
    String whole = sum == Shop.SUM ? "sum whole" : "sum " + sum + " instead of " + Shop.SUM;
    return faults + " faults, " + lost + " lost, " + twice + " twice, " + whole;
  }

  /** Counts each row up for the source and down for the target. */
  private static final class Tally {
    private long lost;
    private long twice;
    private final List<String> words = new ArrayList<>();

    void compare(String what, List<String> source, List<String> target) {
      Map<String, Integer> balance = new HashMap<>();
      source.forEach(row -> balance.merge(row, 1, Integer::sum));
      target.forEach(row -> balance.merge(row, -1, Integer::sum));
      balance.forEach((row, left) -> enter(what, row, left));
    }

    private void enter(String what, String row, int left) {
      lost += Math.max(0, left);
      twice += Math.max(0, -left);
      if (left != 0) {
        words.add(what + ": " + row + (left > 0 ? " is lost" : " is there too often"));
      }
    }
  }
}
