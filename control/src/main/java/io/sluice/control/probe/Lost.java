package io.sluice.control.probe;

/** The message has not come through a stage; what it was is in the voyage. */
final class Lost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Lost(String stage) {
    super("lost at " + stage);
  }
}
