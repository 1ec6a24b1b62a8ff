package io.sluice.fault.sink;

/** The command line of a random run; {@code tests/sink-faults.sh} builds and calls it. */
public final class SinkFaults {

  private SinkFaults() {}

  public static void main(String[] arguments) throws Exception {
    RunOptions options = options(arguments);
    System.out.println(
        "seed " + options.seed() + ", faults for " + options.length().toMinutes() + " minutes");
    Schedule schedule = Schedule.of(options.seed(), options.length());
    boolean clean = new FaultRun(schedule, options.seed(), System.out::println).run();
    System.exit(clean ? 0 : 1);
  }

  private static RunOptions options(String[] arguments) {
    try {
      return RunOptions.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      throw wrong;
    }
  }
}
