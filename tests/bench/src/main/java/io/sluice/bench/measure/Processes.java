package io.sluice.bench.measure;

import io.sluice.control.box.Pid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The processes of a part, by what they are there for: {@code source}, {@code target}, {@code
 * broker}, {@code worker}, {@code bench} and whatever else a scenario runs.
 *
 * @param pids a server's is its postmaster; its children belong to it
 */
public record Processes(Map<String, Pid> pids) {

  public static final String SOURCE = "source";
  public static final String TARGET = "target";
  public static final String BROKER = "broker";
  public static final String WORKER = "worker";
  public static final String BENCH = "bench";

  public Processes {
    pids = new LinkedHashMap<>(pids);
  }

  /** This process alone. */
  public static Processes bench() {
    return new Processes(Map.of(BENCH, new Pid(ProcessHandle.current().pid(), 0)));
  }

  /** These and another. */
  public Processes with(String name, Pid pid) {
    Map<String, Pid> more = new LinkedHashMap<>(pids);
    more.put(name, pid);
    return new Processes(more);
  }

  /** CPU that each has used since it started, its children included, in microseconds. */
  Map<String, Long> cpuMicros() {
    return each(pid -> ProcessTree.of(pid).cpuMicros());
  }

  /** Memory that each holds now, in bytes; what its processes share counts once. */
  Map<String, Long> memoryBytes() {
    return each(pid -> ProcessTree.of(pid).memoryBytes());
  }

  private Map<String, Long> each(ToLongFunction<Long> measure) {
    Map<String, Long> values = new LinkedHashMap<>();
    pids.forEach((name, pid) -> values.put(name, measure.applyAsLong(pid.pid())));
    return values;
  }
}
