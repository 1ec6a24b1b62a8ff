package io.sluice.control.verify;

import java.util.HashMap;
import java.util.Map;

/** Adds up the ranges of a table. Used by one thread. */
final class Tally {

  private final Map<Integer, Range> ranges = new HashMap<>();

  /** Takes a range in place of what was known of it. */
  void add(Range range) {
    ranges.put(range.number(), range);
  }

  /** How many rows were read. */
  long rows() {
    return ranges.values().stream().mapToLong(Range::rows).sum();
  }

  Findings findings() {
    return ranges.values().stream().map(Range::findings).reduce(Findings.NONE, Findings::plus);
  }

  int hot() {
    return ranges.values().stream().mapToInt(Range::hot).sum();
  }

  /** What the table comes to when every range of it is settled. */
  TableState state() {
    if (!findings().isEmpty()) {
      return TableState.MISMATCHED;
    }
    return hot() > 0 ? TableState.HOT : TableState.VERIFIED;
  }

  TableResult result(TableStore.Kept kept) {
    return new TableResult(
        kept.table(),
        kept.state(),
        kept.reason(),
        kept.keyColumns(),
        rows(),
        ranges.size(),
        findings(),
        hot());
  }
}
