package io.sluice.control.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the ranges of a table. Used by one thread. */
final class Tally {

  private final Map<Integer, Range> ranges = new HashMap<>();
  private final TreeMap<Integer, Findings> findings = new TreeMap<>();
  private long rows;
  private int hot;

  /** Takes a range in place of what was known of it. */
  void add(Range range) {
    Range before = ranges.put(range.number(), range);
    if (before != null) {
      rows -= before.rows();
      hot -= before.hot();
      findings.remove(before.number());
    }
    rows += range.rows();
    hot += range.hot();
    if (!range.findings().isEmpty()) {
      findings.put(range.number(), range.findings());
    }
  }

  Findings findings() {
    return findings.values().stream().reduce(Findings.NONE, Findings::plus);
  }

  int hot() {
    return hot;
  }

  /** What the table comes to when every range of it is settled. */
  TableState state() {
    if (!findings.isEmpty()) {
      return TableState.MISMATCHED;
    }
    return hot > 0 ? TableState.HOT : TableState.VERIFIED;
  }

  TableResult result(TableStore.Kept kept) {
    return new TableResult(
        kept.table(),
        kept.state(),
        kept.reason(),
        kept.keyColumns(),
        rows,
        ranges.size(),
        findings(),
        hot);
  }
}
