package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import io.sluice.postgres.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates a missing table as its topic describes it, with the schemas, types and sequences that it
 * needs. What the server refuses of defaults, generated columns and collations is left out: rows
 * come without it, and it can be added later.
 */
record TableCreation(Definitions definitions) {

  void create(TableSchema topic) throws SQLException {
    definitions.createSchema(topic.table().schema());
    createTypes(topic);
    SequenceCreation sequences = new SequenceCreation(definitions);
    List<SequenceDefinition> missing = sequences.missing(topic);
    sequences.create(missing);
    ColumnSql columns = new ColumnSql(definitions.knowsVirtualColumns());
    FittingBlueprint fitting =
        new FittingBlueprint(definitions, candidate -> sql(candidate, columns));
    definitions.run(sql(fitting.of(topic), columns));
    sequences.own(missing, topic);
  }

  private void createTypes(TableSchema topic) throws SQLException {
    TypeCreation types = new TypeCreation(definitions);
    for (ColumnSchema column : topic.columns()) {
      for (TypeDefinition type : types.missing(column, topic)) {
        types.create(type, column, topic);
      }
    }
  }

  private static String sql(TableSchema topic, ColumnSql sql) {
    List<String> columns = new ArrayList<>();
    topic.columns().forEach(column -> columns.add(sql.of(column, topic.blueprint())));
    for (ComputedColumn computed : topic.blueprint().computed()) {
      columns.add(Math.min(computed.place(), columns.size()), sql.of(computed));
    }
    return "CREATE TABLE "
        + Sql.table(topic.table())
        + " ("
        + columns.stream().collect(joining(", "))
        + primaryKey(topic)
        + ")";
  }

  private static String primaryKey(TableSchema topic) {
    return topic.hasKey()
        ? ", PRIMARY KEY ("
            + Sql.identifiers(topic.keyColumns().stream().map(ColumnSchema::name).toList())
            + ")"
        : "";
  }
}
