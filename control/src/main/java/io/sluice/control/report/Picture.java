package io.sluice.control.report;

import java.time.Duration;
import java.util.List;

/**
 * Some lines that change in place on a terminal. Elsewhere, such as in a log file, only the
 * headline is printed, and seldom. Used by one thread.
 */
public final class Picture {

  private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";
  private static final Duration SELDOM = Duration.ofSeconds(5);

  private final Console console;
  private int painted;
  private long lastLine = System.nanoTime() - SELDOM.toNanos();

  public Picture(Console console) {
    this.console = console;
  }

  /**
   * Shows the present state.
   *
   * @param headline the state in one line
   * @param details further lines, for a terminal only
   */
  public void show(String headline, List<String> details) {
    if (console.live()) {
      paint(headline, details);
    } else if (System.nanoTime() - lastLine >= SELDOM.toNanos()) {
      lastLine = System.nanoTime();
      console.say(headline);
    }
  }

  private void paint(String headline, List<String> details) {
    StringBuilder text = new StringBuilder();
    if (painted > 0) {
      text.append(String.format(UP_AND_CLEAR, painted));
    }
    text.append(headline).append(System.lineSeparator());
    details.forEach(line -> text.append(line).append(System.lineSeparator()));
    painted = details.size() + 1;
    console.people().print(text);
    console.people().flush();
  }
}
