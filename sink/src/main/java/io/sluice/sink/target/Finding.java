package io.sluice.sink.target;

/**
 * Something that keeps a target from being written to.
 *
 * @param about which part of the configuration is at fault
 * @param sentence what is wrong and what to do, in one sentence
 */
public record Finding(About about, String sentence) {

  /** A part of the configuration. */
  public enum About {
    HOST,
    PORT,
    DATABASE,
    USER,
    PASSWORD,
    SSL
  }
}
