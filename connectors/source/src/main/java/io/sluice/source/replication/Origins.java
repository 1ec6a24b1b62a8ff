package io.sluice.source.replication;

/** Whose changes are wanted, in the words of PostgreSQL's own subscriptions. */
public enum Origins {
  /** Only those made on the source itself. */
  NONE,

  /** Those that were replicated into the source as well. */
  ANY;

  /** The word, as the server and the configuration have it. */
  public String word() {
    return this == NONE ? "none" : "any";
  }

  /**
   * By its word.
   *
   * @throws IllegalArgumentException if there is no such word
   */
  public static Origins of(String word) {
    for (Origins origins : values()) {
      if (origins.word().equals(word)) {
        return origins;
      }
    }
    throw new IllegalArgumentException("origins are none or any, not " + word);
  }
}
