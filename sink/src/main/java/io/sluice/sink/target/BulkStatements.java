package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;
import java.util.List;
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
  private final String staging;
  private final String number;

  /**
   * Builds the statements.
   *
   * @param stagingName the name of the temporary table, unique in the session
   */
  BulkStatements(ColumnMap map, String stagingName) {
    this.map = map;
    this.table = Sql.table(map.target().table());
    this.itself = map.target().itself();
    this.staging = "pg_temp." + Sql.identifier(stagingName);
    this.number = Sql.identifier(freeName(map, "what"));
  }

  String createStaging() {
    String columns = each(column -> ", " + column.sql() + " " + column.column().type(), "");
    return "CREATE TEMPORARY TABLE "
        + staging
        + " ("
        + number
        + " smallint NOT NULL"
        + columns
        + ") ON COMMIT DELETE ROWS";
  }

  /** Stages one value of a column. Parameter: the value. */
  String stageOne(BoundColumn column) {
    return "INSERT INTO "
        + staging
        + " ("
        + number
        + ", "
        + column.sql()
        + ") VALUES (0, "
        + column.parameter()
        + ")";
  }

  String emptyStaging() {
    return "TRUNCATE " + staging;
  }

  String copyToStaging() {
    return "COPY "
        + staging
        + " ("
        + number
        + each(column -> ", " + column.sql(), "")
        + ") FROM STDIN";
  }

  String copyToTable() {
    return "COPY " + table + " (" + names() + ") FROM STDIN";
  }

  String delete() {
    return "DELETE FROM "
        + itself
        + " t USING "
        + staging
        + " s WHERE s."
        + number
        + " = "
        + DELETE
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
        + staging
        + " s WHERE s."
        + number
        + " = "
        + DELETE
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
    return "INSERT INTO "
        + table
        + " ("
        + names()
        + ") OVERRIDING SYSTEM VALUE SELECT "
        + names()
        + " FROM "
        + staging
        + " s WHERE s."
        + number
        + " = "
        + UPSERT
        + " ORDER BY "
        + keys(key -> "s." + key.bound().sql(), ", ")
        + onConflict(map);
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
        + staging
        + " s WHERE s."
        + number
        + " = "
        + group
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

  private static String freeName(ColumnMap map, String name) {
    boolean taken = map.columns().stream().anyMatch(c -> c.column().name().equals(name));
    return taken ? freeName(map, name + "_") : name;
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
