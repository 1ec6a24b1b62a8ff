package io.sluice.control.verify;

import io.sluice.change.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a table.
 *
 * @param table its name on the source
 * @param state how far
 * @param reason why it is not verified; blank if it is
 * @param keyColumns the names of the key's columns; none without a key
 * @param rows how many were compared
 * @param ranges in how many ranges
 * @param findings what differs
 * @param hot how many rows changed at each look
 */
public record TableResult(
    TableId table,
    TableState state,
    String reason,
    List<String> keyColumns,
    long rows,
    int ranges,
    Findings findings,
    int hot) {

  public TableResult {
    keyColumns = List.copyOf(keyColumns);
  }

  static TableResult pending(TableId table, String reason) {
    return of(table, TableState.PENDING, reason);
  }

  static TableResult of(TableId table, TableState state, String reason) {
    return new TableResult(table, state, reason, List.of(), 0, 0, Findings.NONE, 0);
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("table", table.toString());
    report.put("state", state.word());
    report.put("reason", reason);
    report.put("rows", rows);
    report.put("ranges", ranges);
    report.put("missing", findings.counts().missing());
    report.put("extra", findings.counts().extra());
    report.put("different", findings.counts().different());
    report.put("hot", hot);
    report.put("keys", findings.named().stream().map(this::named).toList());
    return report;
  }

  private Map<String, Object> named(Difference difference) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < difference.key().size(); i++) {
      key.put(keyColumns.get(i), difference.key().get(i));
    }
    return Map.of("kind", difference.kind().word(), "key", key);
  }

  /** The names of the rows that differ, a line for each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    findings.named().forEach(each -> lines.add(table + ": " + each.sentence(keyColumns)));
    long more = findings.counts().total() - findings.named().size();
    if (more > 0) {
      lines.add(table + ": and " + more + " more");
    }
    return lines;
  }
}
