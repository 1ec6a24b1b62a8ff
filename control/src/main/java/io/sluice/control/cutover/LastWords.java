package io.sluice.control.cutover;

import io.sluice.control.report.Console;

/**
 * Says what is to be done if the process is ended while writers are kept out: a fence outlives it.
 *
 * @param hook of the process's end
 */
record LastWords(Thread hook) implements AutoCloseable {

  static LastWords of(Route route, Console console) {
    String words =
        "%s takes no writes: run sluice %s again, which finishes it or goes back"
            .formatted(route.from(), route.direction().word());
    Thread hook = new Thread(() -> console.say(words), "sluice-last-words");
    Runtime.getRuntime().addShutdownHook(hook);
    return new LastWords(hook);
  }

  /** They need not be said; unless the process is ending, in which case they are. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      hook.interrupt();
    }
  }
}
