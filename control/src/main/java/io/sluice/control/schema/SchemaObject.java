package io.sluice.control.schema;

import java.util.List;
import java.util.Optional;

/**
 * One object as a catalog describes it, under its name on the target.
 *
 * @param key what it is
 * @param early whether the data needs it
 * @param table what its index builds must not meet another's on; empty if it has none
 * @param statements that make it
 * @param facts what has to be the same on both sides
 * @param needs what has to be there first
 * @param owner who it belongs to
 */
record SchemaObject(
    ObjectKey key,
    boolean early,
    Optional<String> table,
    List<String> statements,
    List<String> facts,
    List<Need> needs,
    Optional<Owner> owner) {

  SchemaObject {
    statements = List.copyOf(statements);
    facts = List.copyOf(facts);
    needs = List.copyOf(needs);
  }

  /**
   * An owner.
   *
   * @param role who
   * @param statement that makes it so
   */
  record Owner(String role, String statement) {}

  /** The same, left to whoever makes it. */
  SchemaObject withoutOwner() {
    return new SchemaObject(key, early, table, statements, facts, needs, Optional.empty());
  }

  /** Whether it is built outside of a transaction, beside others. */
  boolean isIndex() {
    return key.kind() == Kind.INDEX;
  }
}
