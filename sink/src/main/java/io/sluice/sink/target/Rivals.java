package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the rows that keep a row from being written because they hold one of its unique values, or
 * a value that an exclusion constraint forbids beside one of its own. Indexes on expressions or on
 * a part of a table are not looked at.
 */
final class Rivals {

  private static final String TRACKED = "SELECT current_setting('track_commit_timestamp') = 'on'";

  /** An index's columns, each with the operator that two rows must not satisfy together. */
  private static final String INDEXES =
      """
      SELECT i.indexrelid, a.attname, n.nspname, o.oprname
      FROM pg_index i
      CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) AS k
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k]
      JOIN pg_opclass c ON c.oid = i.indclass[k]
      LEFT JOIN pg_constraint x ON x.conindid = i.indexrelid AND x.contype = 'x'
      LEFT JOIN pg_amop p ON p.amopfamily = c.opcfamily AND p.amoplefttype = c.opcintype
        AND p.amoprighttype = c.opcintype AND p.amopstrategy = 3 AND i.indisunique
      JOIN pg_operator o ON o.oid = COALESCE(x.conexclop[k + 1], p.amopopr)
      JOIN pg_namespace n ON n.oid = o.oprnamespace
      WHERE i.indrelid = CAST(? AS regclass) AND (i.indisunique OR i.indisexclusion)
        AND i.indpred IS NULL AND i.indexprs IS NULL
      ORDER BY i.indexrelid, k
      """;

  /** A column and its operator, quoted. */
  private record Operand(String column, String operator) {}

  private final Statements statements;
  private final String connector;
  private Optional<Boolean> known = Optional.empty();
  private final Map<BoundTable, List<List<Operand>>> indexes = new HashMap<>();

  Rivals(Statements statements, String connector) {
    this.statements = statements;
    this.connector = connector;
  }

  /** Whether the server knows who wrote a row and when; that takes a restart to change. */
  boolean areKnown() throws SQLException {
    if (known.isEmpty()) {
      known = Optional.of(statements.holds(TRACKED));
    }
    return known.get();
  }

  /** Locks and returns the rows in the way of this one, but for the one with its key. */
  List<Rival> find(BoundTable table, RowImage row, long micros) throws SQLException {
    List<Value> parameters = new ArrayList<>();
    List<String> clashes = new ArrayList<>();
    parameters.add(Value.text(Long.toString(micros)));
    parameters.add(Value.text(Long.toString(micros)));
    parameters.addAll(key(table, row));
    for (List<Operand> index : indexes(table)) {
      clash(table, row, index, parameters).ifPresent(clashes::add);
    }
    if (clashes.isEmpty()) {
      return List.of();
    }
    parameters.addAll(key(table, row));
    return statements.list(question(table, clashes), parameters, Rivals::rival);
  }

  private String question(BoundTable table, List<String> clashes) {
    String there = JudgeStatements.micros("c.timestamp");
    return "SELECT t.tableoid, t.ctid::text, COALESCE("
        + JudgeStatements.isTheirs("c.roident", connector)
        + ", false), COALESCE(CAST(? AS bigint) > "
        + there
        + " OR CAST(? AS bigint) = "
        + there
        + " AND "
        + keyOf(table)
        + " > "
        + JudgeStatements.keyText(table.map(), "t")
        + " COLLATE pg_catalog.\"C\", true), "
        + JudgeStatements.keyText(table.map(), "t")
        + ", c.timestamp::text, (SELECT o.roname FROM pg_catalog.pg_replication_origin o"
        + " WHERE o.roident = c.roident) FROM "
        + table.map().target().itself()
        + " t LEFT JOIN LATERAL pg_catalog.pg_xact_commit_timestamp_origin(t.xmin) c ON true"
        + " WHERE ("
        + String.join(" OR ", clashes)
        + ") AND NOT ("
        + table.map().key().stream().map(k -> k.equalToParameter("t")).collect(joining(" AND "))
        + ") FOR UPDATE OF t";
  }

  private static String keyOf(BoundTable table) {
    return table.map().key().stream()
        .map(key -> key.bound().parameter())
        .collect(joining(", ", "ROW(", ")::pg_catalog.text"));
  }

  /** Empty where the image does not hold all columns of the index, or one of them is NULL. */
  private static Optional<String> clash(
      BoundTable table, RowImage row, List<Operand> index, List<Value> parameters) {
    List<String> conditions = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Operand operand : index) {
      Optional<BoundColumn> column = column(table, operand.column());
      if (column.isEmpty() || !(row.at(column.get().place()) instanceof Value.Text)) {
        return Optional.empty();
      }
      values.add(column.get().of(row));
      conditions.add(
          "t." + column.get().sql() + " " + operand.operator() + " " + column.get().parameter());
    }
    parameters.addAll(values);
    return Optional.of("(" + String.join(" AND ", conditions) + ")");
  }

  private static Optional<BoundColumn> column(BoundTable table, String name) {
    return table.map().columns().stream().filter(c -> c.column().name().equals(name)).findFirst();
  }

  private static List<Value> key(BoundTable table, RowImage row) {
    return table.map().key().stream().map(key -> key.bound().of(row)).toList();
  }

  private static Rival rival(ResultSet row) throws SQLException {
    return new Rival(
        row.getLong(1),
        row.getString(2),
        row.getBoolean(3),
        row.getBoolean(4),
        new RowThere(
            Optional.of(row.getString(5)),
            Optional.ofNullable(row.getString(6)),
            Optional.ofNullable(row.getString(7))));
  }

  private List<List<Operand>> indexes(BoundTable table) throws SQLException {
    List<List<Operand>> known = indexes.get(table);
    if (known == null) {
      known = readIndexes(table);
      indexes.put(table, known);
    }
    return known;
  }

  private List<List<Operand>> readIndexes(BoundTable table) throws SQLException {
    Map<Long, List<Operand>> read = new LinkedHashMap<>();
    String name = Sql.table(table.map().target().table());
    statements.list(
        INDEXES,
        List.of(Value.text(name)),
        row ->
            read.computeIfAbsent(row.getLong(1), index -> new ArrayList<>())
                .add(
                    new Operand(
                        row.getString(2),
                        "OPERATOR("
                            + Sql.identifier(row.getString(3))
                            + "."
                            + row.getString(4)
                            + ")")));
    return List.copyOf(read.values());
  }

  /** Removes rows that were found; they are locked. */
  void remove(BoundTable table, List<Rival> rivals) throws SQLException {
    for (Rival rival : rivals) {
      statements.run(
          "DELETE FROM "
              + table.map().target().itself()
              + " t WHERE t.tableoid = CAST(? AS oid) AND t.ctid = CAST(? AS tid)",
          List.of(Value.text(Long.toString(rival.relation())), Value.text(rival.place())));
    }
  }
}
