package io.sluice.bench.report;

import io.sluice.bench.measure.Measurement;
import io.sluice.bench.part.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How figures are written, for people and for scripts. */
public final class Figures {

  private static final long BYTES_PER_MEGABYTE = 1024 * 1024;

  private Figures() {}

  /** A part's outcome in one line. */
  public static String line(Outcome outcome) {
    if (outcome instanceof Outcome.Measured measured) {
      Measurement it = measured.measurement();
      return String.format(
          Locale.ROOT,
          "%-28s %,10d/s  %6.1f µs of CPU per row%s",
          measured.part(),
          Math.round(it.rate()),
          it.cpuPerRow(),
          it.disturbed() ? "  DISTURBED" : "");
    }
    return outcome.part() + " FAILED: " + ((Outcome.Failed) outcome).reason();
  }

  /** A part's outcome as JSON. */
  static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (outcome instanceof Outcome.Measured measured) {
      Measurement it = measured.measurement();
      json.put("rate", Math.round(it.rate()));
      json.put("cpu_us_per_row", cpu(it));
      json.put("peak_mb", megabytes(it));
      json.put("disturbed", it.disturbed());
      json.put("rows", it.rows());
      json.put("seconds", rounded(it.seconds()));
      json.put("others_share", rounded(it.othersShare()));
    } else {
      json.put("failed", ((Outcome.Failed) outcome).reason());
    }
    return json;
  }

  /** With two digits after the point. */
  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static Map<String, Double> cpu(Measurement it) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    cpu.put("total", rounded(it.cpuPerRow()));
    it.cpuPerRowByProcess().forEach((name, micros) -> cpu.put(name, rounded(micros)));
    return cpu;
  }

  private static Map<String, Long> megabytes(Measurement it) {
    Map<String, Long> megabytes = new LinkedHashMap<>();
    it.peakBytes().forEach((name, bytes) -> megabytes.put(name, bytes / BYTES_PER_MEGABYTE));
    return megabytes;
  }
}
