package io.sluice.control.box;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server process that we started, writing to a log file.
 *
 * <p>An owned one ends with this process, even if this process is killed; a free one stays.
 */
final class ChildProcess {

  /** How long a process lives. */
  enum Life {
    /** No longer than this process. */
    OWNED,
    /** Until somebody stops it. */
    FREE
  }

  private static final Duration KILLED = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 30;

  private final String name;
  private final Process process;
  private final Pid pid;
  private final Path log;
  private final long logStart;
  private final Runnable atExit = this::kill;

  private ChildProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.pid = Pid.of(process.toHandle());
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * Starts a process; its output is appended to the log.
   *
   * @param name what messages call it
   * @param environment added to ours
   */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path log, Life life) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ChildProcess child = new ChildProcess(name, builder.start(), log, logStart);
      child.live(life);
      return child;
    } catch (IOException failed) {
      throw new BoxException("cannot start " + name + ": " + failed.getMessage(), failed);
    }
  }

  private void live(Life life) {
    if (life == Life.OWNED) {
      AtExit.run(atExit);
      Watchdog.watch(pid.pid());
    }
  }

  /**
   * Waits until the process is ready.
   *
   * @throws BoxException with the log's end, if it died or took too long; it is killed then
   */
  void awaitReady(BooleanSupplier ready, Duration atMost) {
    boolean seen = Waiting.until(() -> !process.isAlive() || ready.getAsBoolean(), atMost);
    if (!seen || !process.isAlive()) {
      String what =
          seen ? " ended while starting" : " was not ready after " + atMost.toSeconds() + " s";
      kill();
      throw new BoxException(name + what + "; the end of " + log + ":\n" + logTail());
    }
  }

  Pid pid() {
    return pid;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end of a process that ends by itself; its exit code. */
  int awaitExit(Duration atMost) {
    if (!hasEnded(atMost)) {
      kill();
      throw new BoxException(name + " did not end within " + atMost.toSeconds() + " s; see " + log);
    }
    forget();
    return process.exitValue();
  }

  /** Asks the process to end, and kills it when it has not ended in time. */
  void stop(Duration patience) {
    process.destroy();
    if (!hasEnded(patience)) {
      kill();
    }
    forget();
  }

  /** Kills the process and its children at once, and returns when they are gone. */
  void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    if (!hasEnded(KILLED) || !children.stream().allMatch(child -> hasEnded(child, KILLED))) {
      throw new BoxException(name + " (pid " + pid.pid() + ") survives being killed");
    }
    forget();
  }

  /**
   * Whether it is gone with all its threads, which a handle by number does not wait for: the others
   * may still hold its ports when the first is gone.
   */
  private boolean hasEnded(Duration atMost) {
    process.onExit().completeOnTimeout(process, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  private static boolean hasEnded(ProcessHandle child, Duration atMost) {
    child.onExit().completeOnTimeout(child, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    return !child.isAlive();
  }

  private void forget() {
    AtExit.forget(atExit);
    Watchdog.forget(pid.pid());
  }

  /** Whether this process, not an earlier one, wrote the text into the log. */
  boolean hasLogged(String text) {
    return logged().contains(text);
  }

  /** The last lines that this process wrote into the log. */
  String logTail() {
    List<String> lines = logged().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private String logged() {
    try (InputStream in = Files.newInputStream(log)) {
      in.skipNBytes(logStart);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + log, failed);
    }
  }
}
