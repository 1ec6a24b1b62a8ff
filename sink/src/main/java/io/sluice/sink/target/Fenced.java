package io.sluice.sink.target;

import io.sluice.sink.failure.ErrorCode;

/** What a task hears that no longer owns its partitions. */
final class Fenced {

  private Fenced() {}

  static TargetFailure by(String what) {
    return TargetFailure.stop(
        ErrorCode.FENCED,
        what
            + "; this task does not own them any more and stops without having applied its batch."
            + " To do: nothing if the connector runs elsewhere; otherwise see that no two"
            + " connectors have the same name and target, then restart");
  }
}
