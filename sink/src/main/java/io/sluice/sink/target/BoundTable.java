package io.sluice.sink.target;

import io.sluice.change.TableSchema;

/**
 * A version of a topic's table, bound to the target's table for the length of a session.
 *
 * @param topic the version
 * @param map its columns in the target
 * @param bulk the set-based statements
 * @param rows the single-row statements
 * @param straight whether chunks may skip staging
 */
record BoundTable(
    TableSchema topic,
    ColumnMap map,
    BulkStatements bulk,
    RowStatements rows,
    StraightCopy straight) {

  static BoundTable of(TableSchema topic, TargetTable target, String stagingName) {
    ColumnMap map = ColumnMap.of(topic, target);
    return new BoundTable(
        topic,
        map,
        new BulkStatements(map, stagingName),
        new RowStatements(map),
        new StraightCopy());
  }
}
