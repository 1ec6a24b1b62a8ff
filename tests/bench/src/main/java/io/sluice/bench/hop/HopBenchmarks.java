package io.sluice.bench.hop;

import io.sluice.control.box.Distribution;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the hops: nanoseconds and bytes allocated for each change. Times are of a
 * quiet machine only; bytes hold anywhere.
 *
 * <pre>sluice bench --hops[=part of a name]</pre>
 */
public final class HopBenchmarks {

  private static final TimeValue ITERATION = TimeValue.milliseconds(700);

  private HopBenchmarks() {}

  /**
   * @param name part of the names of benchmarks; empty for all hops
   */
  public static void run(String name) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include("Hop\\..*" + name + "|" + name + ".*Hop\\.");
    new Runner(brief(options)).run();
  }

  private static Options brief(OptionsBuilder options) {
    return options
        .forks(1)
        .warmupIterations(4)
        .warmupTime(ITERATION)
        .measurementIterations(4)
        .measurementTime(ITERATION)
        .timeUnit(TimeUnit.NANOSECONDS)
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", home())
        .build();
  }

  /** Where a benchmark finds the servers it needs. */
  private static String home() {
    return "-D" + Distribution.HOME + "=" + Distribution.installed().home();
  }
}
