package io.sluice.control.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Ends this process's children when this process is killed with SIGKILL, which no shutdown hook
 * sees.
 *
 * <p>A shell reads our orders from a pipe. When the pipe breaks, we are gone, and it kills what is
 * still on its list. It ignores the terminal's signals, for which the shutdown hook is there.
 */
final class Watchdog {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      pids=' '
      while read -r order pid; do
        case $order in
          watch) pids="$pids$pid " ;;
          forget) pids="${pids%% $pid *} ${pids#* $pid }" ;;
        esac
      done
      for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
      """;

  private static Watchdog ours;

  private final Writer orders;

  private Watchdog() {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT);
    shell.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    shell.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      this.orders = shell.start().outputWriter(StandardCharsets.US_ASCII);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start /bin/sh", failed);
    }
  }

  static synchronized void watch(long pid) {
    if (ours == null) {
      ours = new Watchdog();
    }
    ours.order("watch " + pid);
  }

  /** To be called once a watched process has ended, before another can get its pid. */
  static synchronized void forget(long pid) {
    if (ours != null) {
      ours.order("forget " + pid);
    }
  }

  private void order(String line) {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException("the watchdog of the servers has been killed", failed);
    }
  }
}
