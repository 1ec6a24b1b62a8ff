package io.sluice.source.failure;

/**
 * The capture cannot go on, and nothing but an operator can mend that. The message names the thing
 * and says what to do; it holds no values of rows.
 */
public final class SourceFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  /**
   * A failure.
   *
   * @param sentence what is wrong with what, and what to do
   */
  public SourceFailure(ErrorCode code, String sentence) {
    super(code.code() + ": " + sentence);
    this.code = code;
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }
}
