package io.sluice.sink.target;

import io.sluice.change.TableSchema;

/**
 * A version of a topic's table, bound to the target's table for the length of a session.
 *
 * @param topic the version
 * @param map its columns in the target
 * @param staging through what its rows go
 * @param bulk the set-based statements
 * @param rows the single-row statements
 * @param straight whether chunks may skip staging
 */
record BoundTable(
    TableSchema topic,
    ColumnMap map,
    Staging staging,
    BulkStatements bulk,
    RowStatements rows,
    StraightCopy straight) {

  static BoundTable of(TableSchema topic, TargetTable target, String stagingName, boolean judged) {
    ColumnMap map = ColumnMap.of(topic, target);
    Staging staging = new Staging(map, stagingName, judged);
    return new BoundTable(
        topic,
        map,
        staging,
        new BulkStatements(map, staging),
        new RowStatements(map),
        new StraightCopy());
  }
}
