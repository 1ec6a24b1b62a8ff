package io.sluice.bench.measure;

/**
 * How busy the machine has been since it started, over all its cores, in microseconds.
 *
 * @param programs processes of anybody, and the kernel's threads; interrupts are left out, since
 *     the network of 127.0.0.1 makes them for us
 * @param stolen taken by the hypervisor for other machines
 */
record MachineTime(long programs, long stolen) {

  private static final int USER = 1;
  private static final int NICE = 2;
  private static final int SYSTEM = 3;
  private static final int STEAL = 8;

  static MachineTime now() {
    return parse(Proc.read("stat"));
  }

  /** Reads the first line of {@code /proc/stat}. */
  static MachineTime parse(String stat) {
    String[] fields = stat.lines().findFirst().orElseThrow().split(" +");
    return new MachineTime(
        micros(fields, USER) + micros(fields, NICE) + micros(fields, SYSTEM),
        micros(fields, STEAL));
  }

  private static long micros(String[] fields, int field) {
    return Long.parseLong(fields[field]) * ProcessStat.MICROS_PER_TICK;
  }
}
