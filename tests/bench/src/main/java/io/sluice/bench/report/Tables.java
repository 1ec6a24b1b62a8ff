package io.sluice.bench.report;

import io.sluice.bench.measure.Measurement;
import io.sluice.bench.part.Outcome;
import io.sluice.bench.part.Outcome.Failed;
import io.sluice.bench.part.Outcome.Measured;
import io.sluice.control.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures for people: ratios first, then every part, then what failed.
 *
 * @param outcomes of all parts
 * @param measured those that have figures
 */
record Tables(List<Outcome> outcomes, List<Measured> measured) {

  private static final String NONE = "";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(NONE);
    lines.addAll(ratios());
    lines.add(NONE);
    lines.addAll(parts());
    lines.add(NONE);
    outcomes.stream()
        .filter(Failed.class::isInstance)
        .forEach(failed -> lines.add(Figures.line(failed)));
    return lines;
  }

  private List<String> ratios() {
    TextTable table = new TextTable("ratio", "ours/s", "theirs/s", "their best", "times");
    for (Ratio ratio : Ratio.ALL) {
      table.row(
          ratio.title(),
          ratio.ours(measured).map(Tables::rate).orElse("-"),
          ratio.best(measured).map(Tables::rate).orElse("-"),
          ratio.best(measured).map(best -> best.part().name()).orElse("-"),
          ratio.value(measured).map(times -> decimal(times, 2)).orElse("-"));
    }
    return table.lines();
  }

  private List<String> parts() {
    TextTable table = new TextTable("part", "rows/s", "µs/row", "µs/row by process", "peak MB", "");
    for (Measured each : measured) {
      Measurement it = each.measurement();
      table.row(
          each.part().name(),
          rate(each),
          decimal(it.cpuPerRow(), 1),
          byProcess(it),
          it.peakBytes().entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue() / (1024 * 1024))
              .collect(Collectors.joining(", ")),
          it.disturbed() ? "disturbed" : NONE);
    }
    return table.lines();
  }

  private static String byProcess(Measurement it) {
    return it.cpuPerRowByProcess().entrySet().stream()
        .filter(entry -> entry.getValue() >= 0.05)
        .map(
            (Map.Entry<String, Double> entry) ->
                entry.getKey() + " " + decimal(entry.getValue(), 1))
        .collect(Collectors.joining(", "));
  }

  private static String rate(Measured measured) {
    return String.format(Locale.ROOT, "%,d", Math.round(measured.measurement().rate()));
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
