package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The set-based statements of one version of a table. Staged rows carry a number that says what
 * they are for.
 */
final class BulkStatements {

  /** The number of a staged delete. */
  static final int DELETE = 0;

  /** The number of a staged upsert. */
  static final int UPSERT = 1;

  /** The number of the first group of partial updates. */
  static final int FIRST_PARTIAL = 2;

  private final ColumnMap map;
  private final String table;
  private final String itself;
  private final Staging staging;

  BulkStatements(ColumnMap map, Staging staging) {
    this.map = map;
    this.table = Sql.table(map.target().table());
    this.itself = map.target().itself();
    this.staging = staging;
  }

  String copyToTable() {
    return "COPY " + table + " (" + names() + ") FROM STDIN";
  }

  String delete() {
    return "DELETE FROM "
        + itself
        + " t USING "
        + staging.sql()
        + " WHERE "
        + staging.isFor(DELETE)
        + " AND "
        + sameKey();
  }

  /**
   * Deletes as many of each row as are staged, found by the text of all their columns: some types
   * have no equality, and others hold texts equal that are not the same.
   */
  String deleteWhole() {
    return "WITH gone AS MATERIALIZED (SELECT "
        + whole("s")
        + " AS whole, count(*) AS n FROM "
        + staging.sql()
        + " WHERE "
        + staging.isFor(DELETE)
        + " GROUP BY 1), held AS (SELECT t.tableoid AS relation, t.ctid AS place, "
        + whole("t")
        + " AS whole, row_number() OVER (PARTITION BY "
        + whole("t")
        + ") AS i FROM "
        + itself
        + " t WHERE "
        + whole("t")
        + " IN (SELECT whole FROM gone)) DELETE FROM "
        + itself
        + " t USING held, gone WHERE gone.whole = held.whole AND held.i <= gone.n"
        + " AND t.tableoid = held.relation AND t.ctid = held.place";
  }

  private String whole(String alias) {
    return "(ROW("
        + each(column -> alias + "." + column.sql(), ", ")
        + ")::pg_catalog.text COLLATE pg_catalog.\"C\")";
  }

  String upsert() {
    return insertStaged("") + onConflict(map);
  }

  /**
   * Gives the rows that are there already every column but those that no UPDATE may set; empty if
   * there are no others.
   */
  Optional<String> overwrite() {
    List<BoundColumn> columns =
        map.columns().stream().filter(c -> !c.column().identityAlways()).toList();
    return columns.isEmpty() ? Optional.empty() : Optional.of(partial(UPSERT, columns));
  }

  /** Inserts the rows that are not there, but for those that others insert at this very moment. */
  String insert() {
    return insertStaged(" AND NOT EXISTS (SELECT FROM " + itself + " t WHERE " + sameKey() + ")")
        + " ON CONFLICT ("
        + keys(key -> key.bound().sql(), ", ")
        + ") DO NOTHING";
  }

  private String insertStaged(String condition) {
    return "INSERT INTO "
        + table
        + " ("
        + names()
        + ") OVERRIDING SYSTEM VALUE SELECT "
        + names()
        + " FROM "
        + staging.sql()
        + " WHERE "
        + staging.isFor(UPSERT)
        + condition
        + " ORDER BY "
        + keys(key -> "s." + key.bound().sql(), ", ");
  }

  /**
   * Updates some columns of the rows that are there.
   *
   * @param group the number of staged rows
   * @param known the columns that these rows hold, at least one
   */
  String partial(int group, List<BoundColumn> known) {
    String set =
        known.stream().map(column -> column.sql() + " = s." + column.sql()).collect(joining(", "));
    return "UPDATE "
        + itself
        + " t SET "
        + set
        + " FROM "
        + staging.sql()
        + " WHERE "
        + staging.isFor(group)
        + " AND "
        + sameKey();
  }

  /** A key that is there already gets the new row's columns, but for those no UPDATE may set. */
  static String onConflict(ColumnMap map) {
    String set =
        map.columns().stream()
            .filter(column -> !column.column().identityAlways())
            .map(column -> column.sql() + " = EXCLUDED." + column.sql())
            .collect(joining(", "));
    String key = map.key().stream().map(k -> k.bound().sql()).collect(joining(", "));
    return " ON CONFLICT (" + key + ") DO " + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
  }

  private String sameKey() {
    return keys(key -> key.equal("t", "s"), " AND ");
  }

  private String names() {
    return each(BoundColumn::sql, ", ");
  }

  private String each(Function<BoundColumn, String> sql, String between) {
    return map.columns().stream().map(sql).collect(joining(between));
  }

  private String keys(Function<BoundKey, String> sql, String between) {
    return map.key().stream().map(sql).collect(joining(between));
  }
}
