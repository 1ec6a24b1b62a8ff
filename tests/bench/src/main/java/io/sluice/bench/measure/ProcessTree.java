package io.sluice.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A process and its living children.
 *
 * @param root the process
 * @param children theirs are not looked at: a PostgreSQL server has none
 */
record ProcessTree(long root, List<Long> children) {

  static ProcessTree of(long root) {
    Optional<String> children = Proc.read(root, "task/" + root + "/children");
    return new ProcessTree(root, children.map(ProcessTree::pids).orElse(List.of()));
  }

  /** A child that ends while we look moves its CPU to the parent, which is read last. */
  long cpuMicros() {
    return LongStream.concat(children.stream().mapToLong(pid -> pid), LongStream.of(root))
        .mapToObj(pid -> Proc.read(pid, "stat"))
        .flatMap(Optional::stream)
        .mapToLong(line -> ProcessStat.parse(line).cpuMicros())
        .sum();
  }

  long memoryBytes() {
    List<ProcessMemory> all =
        Stream.concat(children.stream(), Stream.of(root))
            .map(pid -> Proc.read(pid, "status"))
            .flatMap(Optional::stream)
            .map(ProcessMemory::parse)
            .toList();
    long shared = all.stream().mapToLong(ProcessMemory::shared).max().orElse(0);
    return shared + all.stream().mapToLong(ProcessMemory::own).sum();
  }

  private static List<Long> pids(String line) {
    return Arrays.stream(line.strip().split(" "))
        .filter(pid -> !pid.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
