package io.sluice.control.cleanup;

/**
 * Something that a migration has made.
 *
 * @param kind which {@link Kind} it is of
 * @param name its own
 * @param where it is
 * @param remedy the statement or command that removes it by hand
 */
public record Thing(String kind, String name, String where, String remedy) {

  @Override
  public String toString() {
    return kind + " " + name + " (" + where + ")";
  }
}
