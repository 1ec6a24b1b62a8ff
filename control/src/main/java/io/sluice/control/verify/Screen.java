package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.report.Bar;
import io.sluice.control.report.Console;
import io.sluice.control.report.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The live picture of a verification. Safe for several threads. */
final class Screen {

  private final Picture picture;
  private final Map<TableId, Long> estimates = new LinkedHashMap<>();
  private final Map<TableId, TableResult> results = new LinkedHashMap<>();

  Screen(Console console, List<CapturedTable> tables) {
    this.picture = new Picture(console);
    for (CapturedTable table : tables) {
      estimates.put(table.id(), table.estimatedRows());
      results.put(table.id(), TableResult.pending(table.id(), ""));
    }
  }

  synchronized void show(TableResult result) {
    results.put(result.table(), result);
    picture.show(headline(), bars());
  }

  private String headline() {
    long done =
        results.values().stream()
            .filter(
                result ->
                    result.state() != TableState.PENDING && result.state() != TableState.RUNNING)
            .count();
    long rows = results.values().stream().mapToLong(TableResult::rows).sum();
    return "verifying: %d of %d tables, %,d rows".formatted(done, results.size(), rows);
  }

  private List<String> bars() {
    int width = results.keySet().stream().mapToInt(id -> id.toString().length()).max().orElse(1);
    List<String> bars = new ArrayList<>();
    for (TableResult result : results.values()) {
      boolean ended = result.state() != TableState.RUNNING && result.state() != TableState.PENDING;
      long total = ended ? Math.max(1, result.rows()) : Math.max(estimates.get(result.table()), 1);
      long done = ended ? total : result.rows();
      bars.add(new Bar(result.table().toString(), done, total, result.state().word()).line(width));
    }
    return bars;
  }
}
