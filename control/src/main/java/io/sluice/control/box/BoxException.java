package io.sluice.control.box;

/** A server of the box that could not be started, stopped or found; the message says what to do. */
public final class BoxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BoxException(String message) {
    super(message);
  }

  public BoxException(String message, Throwable cause) {
    super(message, cause);
  }
}
