package io.sluice.sink.target;

/**
 * A column of a unique index.
 *
 * @param name as the catalog holds it
 * @param equality the index's own equality, as SQL: {@code OPERATOR(schema.=)}
 */
record KeyColumn(String name, String equality) {}
