package io.sluice.bench.part;

import java.util.List;
import java.util.Map;

/**
 * One set-up and what can be measured with it, in sequence, so that no preparation is done twice.
 *
 * <p>A scenario leaves nothing behind: no process, slot, publication or database.
 */
public interface Scenario {

  /** What it yields, in the order in which it measures them. */
  List<Part> parts();

  /** Which versions of other people's programs it uses, by name. */
  default Map<String, String> versions() {
    return Map.of();
  }

  /**
   * Measures, by {@link Run#measure}, every part of {@link #parts}; those that nobody asked for are
   * done, but not kept. Asks {@link Run#isDone} before work that no further part needs.
   *
   * @throws Exception what made it impossible to go on; what it has not measured by then has failed
   */
  void run(Run run) throws Exception;
}
