package io.sluice.source.snapshot;

import java.util.List;

/**
 * A place in a table's key order. Only the server compares it: collations and types are its own.
 *
 * @param values the key columns' PostgreSQL texts, in the key's order
 */
public record KeyBound(List<String> values) {

  public KeyBound {
    values = List.copyOf(values);
  }
}
