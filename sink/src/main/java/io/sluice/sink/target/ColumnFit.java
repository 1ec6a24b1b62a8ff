package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the target's columns read the source's values. */
record ColumnFit(Connection connection, SchemaEvolution evolution) {

  private static final String FIELD = "topics";

  /** What the target knows of the two types, of their elements where both are arrays. */
  private static final String READS =
      """
      WITH told AS (
        SELECT s.oid AS s, t.oid AS t, s.typelem AS se, t.typelem AS te,
               s.typlen = -1 AND s.typelem <> 0 AND t.typlen = -1 AND t.typelem <> 0 AS arrays
          FROM (SELECT to_regtype(?)::oid, to_regtype(?)::oid) AS n(s, t)
          LEFT JOIN pg_type s ON s.oid = n.s LEFT JOIN pg_type t ON t.oid = n.t),
      pair AS (SELECT CASE WHEN arrays THEN se ELSE s END AS s,
                      CASE WHEN arrays THEN te ELSE t END AS t FROM told)
      SELECT CASE
               WHEN p.s = p.t THEN 'SAME'
               WHEN EXISTS (SELECT FROM pg_cast c WHERE c.castsource = p.s AND c.casttarget = p.t
                               AND c.castcontext = 'i') THEN 'ALWAYS'
               WHEN y.typcategory = 'S' THEN 'ALWAYS'
               WHEN EXISTS (SELECT FROM pg_cast c WHERE c.castsource = p.s AND c.casttarget = p.t)
                 THEN 'SOME'
               ELSE 'NONE' END
        FROM pair p LEFT JOIN pg_type y ON y.oid = p.t
      """;

  private static final String DECLARED =
      """
      SELECT format_type(a.atttypid, a.atttypmod)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
      """;

  /** How much of the one type the other reads. */
  private enum Reads {
    SAME,
    ALWAYS,
    SOME,
    NONE
  }

  /** What is wrong with a column that is there. */
  Optional<Finding> check(TableId table, ColumnSchema source, TargetColumn target)
      throws SQLException {
    if (!source.type().labels().isEmpty() && !target.labels().isEmpty()) {
      return labels(table, source, target);
    }
    String declared =
        Query.of(connection, DECLARED, table.schema(), table.table(), source.name()).text();
    String told = source.type().name();
    if (told.equals(declared) || told.equals(target.type())) {
      return Optional.empty();
    }
    return switch (reads(source.type(), ColumnType.of(declared))) {
      case NONE -> Optional.of(unreadable(table, source, declared));
      case SOME -> Optional.of(partly(table, source, declared));
      case SAME, ALWAYS ->
          isWider(declared) ? Optional.empty() : Optional.of(partly(table, source, declared));
    };
  }

  /** A type without modifiers takes whatever its kind takes. */
  private static boolean isWider(String declared) {
    return declared.indexOf('(') < 0;
  }

  private Reads reads(ColumnType source, ColumnType target) throws SQLException {
    if (source.baseName().equals(target.baseName())) {
      return Reads.SAME;
    }
    String answer = Query.of(connection, READS, source.baseName(), target.baseName()).text();
    return Reads.valueOf(answer.toUpperCase(Locale.ROOT));
  }

  private Optional<Finding> labels(TableId table, ColumnSchema source, TargetColumn target) {
    List<String> missing = new ArrayList<>(source.type().labels());
    missing.removeAll(target.labels());
    if (missing.isEmpty() || evolution == SchemaEvolution.ADD) {
      return Optional.empty();
    }
    List<String> statements =
        new EnumGrowth(target.enumType(), target.labels()).statements(source.type().labels());
    return Optional.of(
        new Finding(
            "enum-labels",
            "schema.evolution",
            "Enum %s of column %s of table %s lacks %d labels in the target that the source has."
                .formatted(target.enumType(), source.name(), table, missing.size()),
            "Run %s; or set schema.evolution=add.".formatted(String.join("; ", statements))));
  }

  private static Finding unreadable(TableId table, ColumnSchema source, String declared) {
    return new Finding(
        "column-type",
        FIELD,
        "Column %s of table %s is %s in the source and %s in the target, which do not read each other."
            .formatted(source.name(), table, source.type().name(), declared),
        retype(table, source));
  }

  private static Finding partly(TableId table, ColumnSchema source, String declared) {
    return Finding.warning(
        "column-type",
        FIELD,
        ("Column %s of table %s is %s in the source and %s in the target, which refuses or rounds"
                + " what does not fit.")
            .formatted(source.name(), table, source.type().name(), declared),
        retype(table, source));
  }

  private static String retype(TableId table, ColumnSchema source) {
    String column = Sql.identifier(source.name());
    return "Run ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s::text::%s;"
        .formatted(Sql.table(table), column, source.type().name(), column, source.type().name());
  }
}
