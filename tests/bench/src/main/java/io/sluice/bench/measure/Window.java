package io.sluice.bench.measure;

import io.sluice.control.report.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The time that counts.
 *
 * @param first the first sample in which something had arrived
 * @param last the first in which everything had
 * @param share of all rows that arrived in between, from 0 to 1
 */
record Window(Sample first, Sample last, double share) {

  /** With less of the work in the window, the rest says more about the beginning than the pace. */
  private static final double LEAST_SHARE = 0.5;

  /**
   * Cuts the window out of the samples. Where more than half of the work has arrived at one blow,
   * it begins with the work itself.
   *
   * @param samples the first was taken before the work began
   * @throws Problem if nothing has moved
   */
  static Window of(List<Sample> samples) {
    Sample begin = samples.get(0);
    long end = samples.get(samples.size() - 1).position();
    if (end <= begin.position()) {
      throw new Problem("nothing has arrived");
    }
    Sample last = first(samples, end);
    Sample first = first(samples, begin.position() + 1);
    double share = (double) (end - first.position()) / (end - begin.position());
    return share < LEAST_SHARE ? new Window(begin, last, 1) : new Window(first, last, share);
  }

  /**
   * @param rows of all the work, inside the window and before it
   */
  Measurement measurement(long rows, Map<String, Long> peakBytes) {
    return new Measurement(
        Math.max(1, Math.round(rows * share)),
        seconds(),
        cpu(),
        peakBytes,
        others() / (seconds() * 1e6 * Runtime.getRuntime().availableProcessors()));
  }

  private double seconds() {
    return (last.nanos() - first.nanos()) / 1e9;
  }

  private Map<String, Long> cpu() {
    Map<String, Long> used = new LinkedHashMap<>();
    last.cpuMicros()
        .forEach(
            (name, micros) -> used.put(name, micros - first.cpuMicros().getOrDefault(name, 0L)));
    return used;
  }

  /** What the machine did that was none of ours, and what it was kept from doing. */
  private double others() {
    long programs = last.machine().programs() - first.machine().programs();
    long ours = last.cpu() - first.cpu();
    long stolen = last.machine().stolen() - first.machine().stolen();
    return Math.max(0, programs - ours) + stolen;
  }

  private static Sample first(List<Sample> samples, long position) {
    return samples.stream()
        .filter(sample -> sample.position() >= position)
        .findFirst()
        .orElseThrow();
  }
}
