package io.sluice.bench.measure;

/**
 * What {@code /proc/<pid>/stat} says of a process.
 *
 * @param parent its parent's pid
 * @param ownTicks CPU of all its threads
 * @param waitedTicks CPU of the children that it has waited for, and of theirs
 */
record ProcessStat(long parent, long ownTicks, long waitedTicks) {

  /** The kernel tells CPU in hundredths of a second, whatever its own clock does. */
  static final long MICROS_PER_TICK = 10_000;

  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int WAITED_USER = 13;
  private static final int WAITED_SYSTEM = 14;

  /** Reads the line; the program's name, in parentheses, may hold spaces and parentheses. */
  static ProcessStat parse(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return new ProcessStat(
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
        Long.parseLong(fields[WAITED_USER]) + Long.parseLong(fields[WAITED_SYSTEM]));
  }

  /** Own CPU and that of children waited for, in microseconds. */
  long cpuMicros() {
    return (ownTicks + waitedTicks) * MICROS_PER_TICK;
  }
}
