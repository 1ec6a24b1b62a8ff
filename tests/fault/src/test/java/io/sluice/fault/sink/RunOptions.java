package io.sluice.fault.sink;

import java.time.Duration;
import java.util.Random;

/**
 * What is said on the command line.
 *
 * @param length for how long faults begin
 * @param seed of the schedule and the workload
 */
record RunOptions(Duration length, long seed) {

  private static final int MINUTES = 10;
  private static final int SEEDS = 1_000_000;

  /**
   * @throws IllegalArgumentException with the usage, if it is something else
   */
  static RunOptions parse(String... arguments) {
    Duration length = Duration.ofMinutes(MINUTES);
    long seed = new Random().nextInt(SEEDS);
    for (int at = 0; at < arguments.length; at += 2) {
      long number = number(arguments, at + 1);
      switch (arguments[at]) {
        case "--minutes" -> length = Duration.ofMinutes(number);
        case "--seed" -> seed = number;
        default -> throw usage();
      }
    }
    return new RunOptions(length, seed);
  }

  private static long number(String[] arguments, int at) {
    if (at >= arguments.length || !arguments[at].matches("[0-9]{1,18}")) {
      throw usage();
    }
    return Long.parseLong(arguments[at]);
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException("usage: tests/sink-faults.sh [--minutes 10] [--seed N]");
  }
}
