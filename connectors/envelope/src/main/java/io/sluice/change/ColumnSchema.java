package io.sluice.change;

/**
 * One column of a table at one time.
 *
 * @param name as the catalog holds it
 * @param type its PostgreSQL type
 * @param nullable whether it may hold NULL
 */
public record ColumnSchema(String name, ColumnType type, boolean nullable) {}
