package io.sluice.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part's figures.
 *
 * @param rows that arrived within the window
 * @param seconds the window's length
 * @param cpuMicros used within the window, by process
 * @param peakBytes the most memory seen, by process
 * @param othersShare what other programs and the hypervisor took of the machine, from 0 to 1
 */
public record Measurement(
    long rows,
    double seconds,
    Map<String, Long> cpuMicros,
    Map<String, Long> peakBytes,
    double othersShare) {

  /** More than this is a disturbance. */
  public static final double TOLERATED_SHARE = 0.05;

  public Measurement {
    if (rows <= 0 || !(seconds > 0)) {
      throw new IllegalArgumentException("nothing was measured");
    }
    cpuMicros = new LinkedHashMap<>(cpuMicros);
    peakBytes = new LinkedHashMap<>(peakBytes);
  }

  /** Rows per second. */
  public double rate() {
    return rows / seconds;
  }

  /** CPU of all processes, in microseconds per row. */
  public double cpuPerRow() {
    return cpuMicros.values().stream().mapToLong(Long::longValue).sum() / (double) rows;
  }

  /** CPU by process, in microseconds per row. */
  public Map<String, Double> cpuPerRowByProcess() {
    Map<String, Double> each = new LinkedHashMap<>();
    cpuMicros.forEach((name, micros) -> each.put(name, micros / (double) rows));
    return each;
  }

  /** Whether something else ran, so that the figures are too low. */
  public boolean disturbed() {
    return othersShare > TOLERATED_SHARE;
  }
}
