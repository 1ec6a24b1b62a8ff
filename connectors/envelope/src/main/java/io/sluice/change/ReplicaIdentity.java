package io.sluice.change;

import java.util.Arrays;

/** What of an old row PostgreSQL writes to the log when the row changes or goes. */
public enum ReplicaIdentity {
  /** The primary key. */
  DEFAULT('d'),
  /** The whole row. */
  FULL('f'),
  /** The columns of a chosen unique index. */
  INDEX('i'),
  /** Nothing. */
  NOTHING('n');

  private final char code;

  ReplicaIdentity(char code) {
    this.code = code;
  }

  /**
   * Reads the letter that {@code pg_class.relreplident} and the Relation message have for it.
   *
   * @throws IllegalArgumentException if there is no such letter
   */
  public static ReplicaIdentity of(char code) {
    return Arrays.stream(values())
        .filter(identity -> identity.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no replica identity " + (int) code));
  }
}
