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
    super(code.code() + ": " + sentence + " (" + code.page() + ")");
    this.code = code;
  }

  /**
   * A failure that is mended as all of its code are.
   *
   * @param sentence what is wrong with what
   */
  public static SourceFailure withRemedy(ErrorCode code, String sentence) {
    return new SourceFailure(code, sentence + " " + code.remedy());
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }
}
