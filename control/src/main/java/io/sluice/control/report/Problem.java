package io.sluice.control.report;

/**
 * Something the person at the keyboard can mend: a mistake in a configuration or in the
 * environment. The command prints the message alone and exits with 2.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param sentence what is wrong, where, and what to do; no row values, no secrets
   */
  public Problem(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence what is wrong, where, and what to do; no row values, no secrets
   * @param cause shown with {@code --verbose} only
   */
  public Problem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
