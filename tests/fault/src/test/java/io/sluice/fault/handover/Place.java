package io.sluice.fault.handover;

import io.sluice.testkit.SluiceCommand;

/** A place that a running handover comes to. */
interface Place {

  /** Returns once the command is there. */
  void await(SluiceCommand command);
}
