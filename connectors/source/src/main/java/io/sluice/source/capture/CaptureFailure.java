package io.sluice.source.capture;

/** The capture cannot go on; the message says why and what to do. */
public final class CaptureFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * A failure that only an operator can mend.
   *
   * @param code stable, for documentation and scripts
   */
  CaptureFailure(String code, String message) {
    super(code + ": " + message);
  }
}
