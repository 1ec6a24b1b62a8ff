package io.sluice.bench.measure;

import java.util.Map;

/**
 * One look at everything.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param position where the work is
 * @param cpuMicros used so far, by process
 * @param machine how busy it has been so far
 */
record Sample(long nanos, long position, Map<String, Long> cpuMicros, MachineTime machine) {

  static Sample take(Gauge gauge, Processes processes) throws Exception {
    return new Sample(
        System.nanoTime(), gauge.position(), processes.cpuMicros(), MachineTime.now());
  }

  /** CPU that all the processes have used so far. */
  long cpu() {
    return cpuMicros.values().stream().mapToLong(Long::longValue).sum();
  }
}
