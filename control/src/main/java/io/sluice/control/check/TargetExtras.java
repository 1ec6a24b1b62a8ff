package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the target's tables have and the source's do not, so that they may refuse rows, or make
 * something else of them.
 */
record TargetExtras(Connection source, Connection target) {

  private static final String FIELD = "topics";

  private static final String NOT_NULL =
      """
      SELECT a.attname
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND a.attname = ANY (?) AND a.attnotnull
       ORDER BY a.attnum
      """;

  /** What is unique in words; the statement that drops it. */
  private static final String UNIQUE =
      """
      SELECT (SELECT string_agg(k, ', ' ORDER BY k)
                FROM generate_series(1, i.indnkeyatts) p, pg_get_indexdef(i.indexrelid, p, true) k)
             || coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid), ''),
             x.relname, (SELECT s.conname FROM pg_constraint s
                          WHERE s.conindid = i.indexrelid AND s.contype IN ('p', 'u'))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = i.indexrelid
       WHERE n.nspname = ? AND c.relname = ? AND i.indisunique
       ORDER BY x.relname
      """;

  private static final String CONSTRAINTS =
      """
      SELECT replace(pg_get_constraintdef(s.oid), ' NOT VALID', ''), s.conname
        FROM pg_constraint s JOIN pg_class c ON c.oid = s.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND s.contype IN ('c', 'x')
       ORDER BY s.conname
      """;

  private static final String TRIGGERS =
      """
      SELECT t.tgname
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND NOT t.tgisinternal AND t.tgenabled IN ('A', 'R')
       ORDER BY t.tgname
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT s.conname, rn.nspname, r.relname
        FROM pg_constraint s JOIN pg_class c ON c.oid = s.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class r ON r.oid = s.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND s.contype = 'f' AND s.conparentid = 0
       ORDER BY s.conname
      """;

  private record Unique(String what, String index, String constraint) {}

  private record Constraint(String definition, String name) {}

  /**
   * Everything about one table.
   *
   * @param moved the names on the target of all tables of the migration
   */
  List<Finding> check(MovedTable table, Set<TableId> moved) throws SQLException {
    List<Finding> findings = new ArrayList<>(notNull(table));
    findings.addAll(unique(table));
    findings.addAll(constraints(table));
    findings.addAll(
        ask(target, TRIGGERS, table.onTarget()).list(row -> fires(table, row.getString(1))));
    findings.addAll(foreignKeys(table, moved));
    return findings;
  }

  private static Query ask(Connection session, String sql, TableId table) {
    return Query.of(session, sql, table.schema(), table.table());
  }

  private List<Finding> notNull(MovedTable table) throws SQLException {
    TableId id = table.onTarget();
    return Query.of(target, NOT_NULL, id.schema(), id.table(), table.nullable())
        .list(
            row ->
                Finding.warning(
                    "extra-not-null",
                    FIELD,
                    "Column %s of table %s is NOT NULL in the target and not in the source."
                        .formatted(row.getString(1), id),
                    alter(
                        id,
                        "ALTER COLUMN " + Sql.identifier(row.getString(1)) + " DROP NOT NULL")));
  }

  private List<Finding> unique(MovedTable table) throws SQLException {
    List<String> known = ask(source, UNIQUE, table.source()).list(row -> row.getString(1));
    return ask(target, UNIQUE, table.onTarget())
        .list(
            row -> new Unique(row.getString(1), row.getString(2), String.valueOf(row.getString(3))))
        .stream()
        .filter(unique -> !known.contains(unique.what()))
        .map(unique -> unique(table.onTarget(), unique))
        .toList();
  }

  private static Finding unique(TableId table, Unique unique) {
    boolean isConstraint = !unique.constraint().equals("null");
    return Finding.warning(
        "extra-unique",
        FIELD,
        "Table %s has a unique index %s on (%s) in the target that the source has not."
            .formatted(table, unique.index(), unique.what()),
        isConstraint
            ? alter(table, "DROP CONSTRAINT " + Sql.identifier(unique.constraint()))
            : "Run DROP INDEX " + Sql.table(new TableId(table.schema(), unique.index())) + ";");
  }

  private List<Finding> constraints(MovedTable table) throws SQLException {
    List<String> known = ask(source, CONSTRAINTS, table.source()).list(row -> row.getString(1));
    return ask(target, CONSTRAINTS, table.onTarget())
        .list(row -> new Constraint(row.getString(1), row.getString(2)))
        .stream()
        .filter(constraint -> !known.contains(constraint.definition()))
        .map(constraint -> constraint(table.onTarget(), constraint.name()))
        .toList();
  }

  private static Finding constraint(TableId table, String name) {
    return Finding.warning(
        "extra-constraint",
        FIELD,
        "Table %s has a constraint %s in the target that the source has not, and that refuses rows."
            .formatted(table, name),
        alter(table, "DROP CONSTRAINT " + Sql.identifier(name)));
  }

  private static Finding fires(MovedTable table, String trigger) {
    return Finding.warning(
        "trigger-fires",
        FIELD,
        "Trigger %s of table %s acts on what the sink writes.".formatted(trigger, table.onTarget()),
        alter(table.onTarget(), "ENABLE TRIGGER " + Sql.identifier(trigger)));
  }

  private List<Finding> foreignKeys(MovedTable table, Set<TableId> moved) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    ask(target, FOREIGN_KEYS, table.onTarget())
        .list(
            row -> {
              TableId other = new TableId(row.getString(2), row.getString(3));
              return moved.contains(other)
                  ? true
                  : findings.add(outside(table.onTarget(), row.getString(1), other));
            });
    return findings;
  }

  private static Finding outside(TableId table, String name, TableId other) {
    return Finding.warning(
        "foreign-key-outside",
        FIELD,
        ("Foreign key %s of table %s points to %s, which is not in the migration: the rows that it"
                + " points to may be missing.")
            .formatted(name, table, other),
        "Add that table to source.tables, or "
            + alter(table, "DROP CONSTRAINT " + Sql.identifier(name)).replace("Run ", "run "));
  }

  private static String alter(TableId table, String what) {
    return "Run ALTER TABLE " + Sql.table(table) + " " + what + ";";
  }
}
