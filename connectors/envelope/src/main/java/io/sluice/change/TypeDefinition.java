package io.sluice.change;

/**
 * How a type is made that a server may not have.
 *
 * @param kind what makes it
 * @param name as {@link ColumnType#name()} without modifiers has it
 * @param body what makes it, in SQL: for a domain and a type what follows {@code AS}, for an
 *     extension's type the extension's name and its schema
 */
public record TypeDefinition(Kind kind, String name, String body) {

  /** The statement behind a type. */
  public enum Kind {
    /** {@code CREATE DOMAIN}. */
    DOMAIN,
    /** {@code CREATE TYPE}: an enum, a composite or a range. */
    TYPE,
    /** {@code CREATE EXTENSION}, which makes more than the one type. */
    EXTENSION
  }

  /** The statement. */
  public String sql() {
    return switch (kind) {
      case DOMAIN -> "CREATE DOMAIN " + name + " AS " + body;
      case TYPE -> "CREATE TYPE " + name + " AS " + body;
      case EXTENSION -> "CREATE EXTENSION IF NOT EXISTS " + body;
    };
  }
}
