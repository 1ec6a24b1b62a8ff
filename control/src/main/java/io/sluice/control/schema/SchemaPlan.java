package io.sluice.control.schema;

import java.util.List;

/**
 * What is to be done, and what is not.
 *
 * @param missing on the target, in the order in which it is made
 * @param equal how many objects are there already
 * @param different what is there otherwise, and stays
 * @param left what cannot be made now
 * @param toDump what another program copies
 */
record SchemaPlan(
    List<SchemaObject> missing,
    int equal,
    List<Difference> different,
    List<Left> left,
    LeftToDump toDump) {

  SchemaPlan {
    missing = List.copyOf(missing);
    different = List.copyOf(different);
    left = List.copyOf(left);
  }

  /**
   * An object that both sides have, each in its own way.
   *
   * @param onSource what only the source says
   * @param onTarget what only the target says
   */
  record Difference(ObjectKey key, List<String> onSource, List<String> onTarget) {

    static Difference between(SchemaObject source, SchemaObject target) {
      return new Difference(
          source.key(), without(source, target.facts()), without(target, source.facts()));
    }

    private static List<String> without(SchemaObject one, List<String> other) {
      return one.facts().stream().filter(fact -> !other.contains(fact)).toList();
    }

    boolean isNone() {
      return onSource.isEmpty() && onTarget.isEmpty();
    }
  }

  /**
   * An object that is not made.
   *
   * @param reason why
   * @param statements that make it once the reason is gone
   */
  record Left(ObjectKey key, String reason, List<String> statements) {}
}
