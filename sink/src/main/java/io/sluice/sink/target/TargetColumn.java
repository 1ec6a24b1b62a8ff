package io.sluice.sink.target;

import java.util.List;

/**
 * A column of a table in the target.
 *
 * @param name as the catalog holds it
 * @param type its SQL type; for a domain, the type below it
 * @param unmodified that type without length, precision or the like, by which a cast would cut
 *     values without a word
 * @param labels of an enum, or of an array's elements; empty otherwise
 * @param notNull whether it refuses NULL
 * @param hasDefault whether a row may leave it out: a default, or an identity
 * @param generated whether the server computes it, so that nothing may be written into it
 * @param identityAlways whether an UPDATE may not set it
 */
record TargetColumn(
    String name,
    String type,
    String unmodified,
    List<String> labels,
    boolean notNull,
    boolean hasDefault,
    boolean generated,
    boolean identityAlways) {

  TargetColumn {
    labels = List.copyOf(labels);
  }

  /** The name of the enum behind the labels. */
  String enumType() {
    return type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
  }
}
