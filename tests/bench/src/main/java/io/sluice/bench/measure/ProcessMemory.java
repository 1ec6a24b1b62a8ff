package io.sluice.bench.measure;

/**
 * What {@code /proc/<pid>/status} says of a process's memory, in bytes.
 *
 * @param own held by it alone
 * @param shared held together with others, such as a server's buffers; files are left out
 */
record ProcessMemory(long own, long shared) {

  private static final long BYTES_PER_KILOBYTE = 1024;

  static ProcessMemory parse(String status) {
    return new ProcessMemory(bytes(status, "RssAnon:"), bytes(status, "RssShmem:"));
  }

  private static long bytes(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KILOBYTE)
        .sum();
  }
}
