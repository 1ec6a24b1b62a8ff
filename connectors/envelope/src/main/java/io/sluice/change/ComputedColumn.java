package io.sluice.change;

/**
 * A generated column that no row carries, because every server computes it for itself.
 *
 * @param place where it stands among the table's columns, those of the rows and the computed
 * @param column its name and type
 * @param fill how it is computed
 */
public record ComputedColumn(int place, ColumnSchema column, ColumnFill.Computed fill) {}
