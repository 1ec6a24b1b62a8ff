package io.sluice.sink.target;

/**
 * A column of a table in the target.
 *
 * @param name as the catalog holds it
 * @param type its SQL type; for a domain, the type below it
 * @param notNull whether it refuses NULL
 * @param hasDefault whether a row may leave it out: a default, or an identity
 * @param generated whether the server computes it, so that nothing may be written into it
 * @param identityAlways whether an UPDATE may not set it
 */
record TargetColumn(
    String name,
    String type,
    boolean notNull,
    boolean hasDefault,
    boolean generated,
    boolean identityAlways) {}
