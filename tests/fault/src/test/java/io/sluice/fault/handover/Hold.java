package io.sluice.fault.handover;

import io.sluice.testkit.SluiceCommand;
import java.util.function.Supplier;

/** Holds a handover up at one place, where it can be killed. */
interface Hold extends Place, AutoCloseable {

  /** Lets go. */
  @Override
  void close();

  /**
   * Another one, which is set once the command is at this one, and before this one lets go: what it
   * sets is there when the command comes to it.
   */
  default Hold then(Supplier<Hold> next) {
    return new Chain(this, next);
  }

  /** Nothing holds the command: it is caught on its way past a place. */
  static Hold inPassing(Place place) {
    return new Hold() {
      @Override
      public void await(SluiceCommand command) {
        place.await(command);
      }

      @Override
      public void close() {
        // Nothing to let go of.
      }
    };
  }
}
