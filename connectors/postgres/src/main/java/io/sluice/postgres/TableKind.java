package io.sluice.postgres;

/** What a relation is, as far as following its rows goes. */
public enum TableKind {
  /** A table or a partition whose changes are in the log. */
  ORDINARY("a table"),
  /** A table that is only the sum of its partitions. */
  PARTITIONED("a partitioned table"),
  /** A table that lives on another server. */
  FOREIGN("a foreign table"),
  /** A table whose changes are not in the log. */
  UNLOGGED("an unlogged table"),
  /** A table of one session. */
  TEMPORARY("a temporary table"),
  /** A view, materialized or not. */
  VIEW("a view");

  private final String words;

  TableKind(String words) {
    this.words = words;
  }

  /** Whether the changes of its rows are in the log and can be published. */
  public boolean isLogged() {
    return this == ORDINARY || this == PARTITIONED;
  }

  /** Reads {@code pg_class.relkind} and {@code pg_class.relpersistence}. */
  static TableKind of(char kind, char persistence) {
    return switch (kind) {
      case 'f' -> FOREIGN;
      case 'v', 'm' -> VIEW;
      default -> stored(kind, persistence);
    };
  }

  private static TableKind stored(char kind, char persistence) {
    return switch (persistence) {
      case 't' -> TEMPORARY;
      case 'u' -> UNLOGGED;
      default -> kind == 'p' ? PARTITIONED : ORDINARY;
    };
  }

  /** For sentences, with its article. */
  @Override
  public String toString() {
    return words;
  }
}
