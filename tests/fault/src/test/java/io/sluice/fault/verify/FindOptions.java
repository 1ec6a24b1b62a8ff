package io.sluice.fault.verify;

import java.util.Random;

/**
 * What is said on the command line.
 *
 * @param rows of the table
 * @param runs with nothing planted
 * @param seed of what is planted where, and of the writers
 */
record FindOptions(int rows, int runs, long seed) {

  private static final int ROWS = 2_000_000;
  private static final int RUNS = 10;
  private static final int SEEDS = 1_000_000;

  /**
   * @throws IllegalArgumentException with the usage, if it is something else
   */
  static FindOptions parse(String... arguments) {
    int rows = ROWS;
    int runs = RUNS;
    long seed = new Random().nextInt(SEEDS);
    for (int at = 0; at < arguments.length; at += 2) {
      int number = number(arguments, at + 1);
      switch (arguments[at]) {
        case "--rows" -> rows = number;
        case "--runs" -> runs = number;
        case "--seed" -> seed = number;
        default -> throw usage();
      }
    }
    return new FindOptions(rows, runs, seed);
  }

  private static int number(String[] arguments, int at) {
    if (at >= arguments.length || !arguments[at].matches("[0-9]{1,8}")) {
      throw usage();
    }
    return Integer.parseInt(arguments[at]);
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException(
        "usage: tests/verify-finds.sh [--rows 2000000] [--runs 10] [--seed N]");
  }
}
