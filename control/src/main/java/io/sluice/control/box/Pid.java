package io.sluice.control.box;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process of this machine that other processes can find again.
 *
 * @param pid its number
 * @param startedMillis when it started, in ms since 1970, since numbers are used again; 0 where the
 *     system does not tell
 */
public record Pid(long pid, long startedMillis) {

  /** Systems compute the start from the time of boot, which follows the clock's corrections. */
  private static final long CLOCK_STEP_MILLIS = 5_000;

  static Pid of(ProcessHandle process) {
    return new Pid(process.pid(), started(process));
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The process, if it still runs. */
  @JsonIgnore
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(started(process) - startedMillis) < CLOCK_STEP_MILLIS);
  }

  /** Whether it still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return process().isPresent();
  }

  /** Asks it to end, and kills it when it has not ended in time. Returns when it is gone. */
  void stop(Duration patience) {
    process()
        .ifPresent(
            process -> {
              process.destroy();
              if (!Waiting.until(() -> !process.isAlive(), patience)) {
                kill();
              }
            });
  }

  /** Kills it and the children that it leaves. Returns when all are gone. */
  void kill() {
    process()
        .ifPresent(
            process -> {
              List<ProcessHandle> all = process.descendants().toList();
              process.destroyForcibly();
              all.forEach(ProcessHandle::destroyForcibly);
              Waiting.until(
                  () -> !process.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive),
                  Duration.ofSeconds(10));
            });
  }
}
