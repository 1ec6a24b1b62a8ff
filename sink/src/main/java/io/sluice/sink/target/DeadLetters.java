package io.sluice.sink.target;

import io.sluice.sink.apply.Arrival;

/** Where the records of a batch go that are set aside. */
public interface DeadLetters {

  /**
   * Sends a record there, behind those that were sent before.
   *
   * @param why it is not applied; holds no row's values
   */
  void send(Arrival record, RuntimeException why);

  /** Returns once all that was sent is durable. */
  void await();
}
