package io.sluice.envelope;

import org.apache.kafka.connect.errors.DataException;

/**
 * A record that cannot be read although it is what it should be, and what helps. The message holds
 * names, never a value.
 */
public final class RecordRefused extends DataException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String remedy;

  RecordRefused(String code, String message, String remedy) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }

  /** Stable, in capital letters. */
  public String code() {
    return code;
  }

  /** What to do, as a sentence without its stop. */
  public String remedy() {
    return remedy;
  }
}
