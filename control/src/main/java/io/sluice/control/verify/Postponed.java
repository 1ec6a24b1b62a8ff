package io.sluice.control.verify;

/** A table cannot be verified now; later it can. */
final class Postponed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Postponed(String reason) {
    super(reason);
  }

  Postponed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
