package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;
import java.util.List;
import java.util.stream.Stream;

/** The single-row statements of one version of a table. Parameters are texts of unstated type. */
final class RowStatements {

  private final ColumnMap map;
  private final String table;
  private final String itself;

  RowStatements(ColumnMap map) {
    this.map = map;
    this.table = Sql.table(map.target().table());
    this.itself = map.target().itself();
  }

  /** Parameters: every column. */
  String upsert() {
    String names = map.columns().stream().map(BoundColumn::sql).collect(joining(", "));
    String values = map.columns().stream().map(BoundColumn::parameter).collect(joining(", "));
    return "INSERT INTO "
        + table
        + " ("
        + names
        + ") OVERRIDING SYSTEM VALUE VALUES ("
        + values
        + ")"
        + BulkStatements.onConflict(map);
  }

  /** Parameters: the known columns, the key. */
  String partial(List<BoundColumn> known) {
    String set =
        known.stream()
            .map(column -> column.sql() + " = " + column.parameter())
            .collect(joining(", "));
    return "UPDATE " + itself + " t SET " + set + " WHERE " + keyIs("t");
  }

  /** Parameters: the key. */
  String delete() {
    return "DELETE FROM " + itself + " t WHERE " + keyIs("t");
  }

  /** Parameters: the new key, the old key, the new key, the old key. */
  String move() {
    String set =
        map.key().stream()
            .map(key -> key.bound().sql() + " = " + key.bound().parameter())
            .collect(joining(", "));
    return "UPDATE "
        + itself
        + " t SET "
        + set
        + " WHERE "
        + keyIs("t")
        + " AND NOT EXISTS (SELECT FROM "
        + itself
        + " n WHERE "
        + keyIs("n")
        + " AND NOT ("
        + keyIs("n")
        + "))";
  }

  /**
   * A move that brings other columns along. Parameters: the known columns, the new key, the old
   * key.
   */
  String moveWith(List<BoundColumn> known) {
    String set =
        Stream.concat(known.stream(), map.key().stream().map(BoundKey::bound))
            .map(column -> column.sql() + " = " + column.parameter())
            .collect(joining(", "));
    return "UPDATE " + itself + " t SET " + set + " WHERE " + keyIs("t");
  }

  /**
   * The rest of a move: a row under the old key that could not move, because the new key is taken
   * by the row's newer image. Parameters: the old key, the new key.
   */
  String deleteMoved() {
    return "DELETE FROM " + itself + " t WHERE " + keyIs("t") + " AND NOT (" + keyIs("t") + ")";
  }

  private String keyIs(String alias) {
    return map.key().stream().map(key -> key.equalToParameter(alias)).collect(joining(" AND "));
  }
}
