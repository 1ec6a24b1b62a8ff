package io.sluice.sink.target;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import io.sluice.postgres.Sql;
import io.sluice.sink.failure.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a table that is there lacks of what its topic has: columns, and labels of its enums. */
record TableGrowth(Definitions definitions, SchemaEvolution evolution) {

  private static final Logger LOG = LoggerFactory.getLogger(TableGrowth.class);

  /** Whether something is missing that is to be added, or to be asked for. */
  boolean isDue(TableSchema topic, TargetTable target) {
    boolean lacksColumn =
        topic.columns().stream().anyMatch(column -> target.column(column.name()).isEmpty());
    return lacksColumn || evolution == SchemaEvolution.ADD && lacksMore(topic, target);
  }

  private static boolean lacksMore(TableSchema topic, TargetTable target) {
    return topic.blueprint().computed().stream()
            .anyMatch(computed -> target.column(computed.column().name()).isEmpty())
        || topic.columns().stream()
            .anyMatch(column -> lacksLabels(column, target.column(column.name()).orElseThrow()));
  }

  private static boolean lacksLabels(ColumnSchema column, TargetColumn there) {
    return !there.labels().isEmpty() && !there.labels().containsAll(column.type().labels());
  }

  /**
   * Adds what is missing, where it may.
   *
   * @throws TargetFailure naming the column and the statements that add it, where it may not
   * @throws LabelMissing if labels are to be added, which has to be done elsewhere
   */
  void grow(TableSchema topic, TargetTable target) throws SQLException {
    for (ColumnSchema column : topic.columns()) {
      Optional<TargetColumn> there = target.column(column.name());
      if (there.isEmpty()) {
        add(column, topic);
      } else if (evolution == SchemaEvolution.ADD && lacksLabels(column, there.get())) {
        throw labelsMissing(column, topic, there.get());
      }
    }
    if (evolution == SchemaEvolution.ADD) {
      for (ComputedColumn computed : topic.blueprint().computed()) {
        if (target.column(computed.column().name()).isEmpty()) {
          add(computed, topic);
        }
      }
    }
  }

  private void add(ColumnSchema column, TableSchema topic) throws SQLException {
    if (evolution == SchemaEvolution.NONE) {
      throw columnMissing(column, topic);
    }
    TypeCreation types = new TypeCreation(definitions);
    for (TypeDefinition type : types.missing(column, topic)) {
      types.create(type, column, topic);
    }
    List<SequenceDefinition> sequences = sequences(column, topic);
    new SequenceCreation(definitions).create(sequences);
    ColumnSql sql = new ColumnSql(definitions.knowsVirtualColumns());
    TableSchema fitting =
        new FittingBlueprint(definitions, candidate -> statement(column, candidate, sql)).of(topic);
    definitions.run(statement(column, fitting, sql));
    new SequenceCreation(definitions).own(sequences, topic);
    LOG.info("event=column_added table={} column={}", topic.table(), column.name());
  }

  private void add(ComputedColumn computed, TableSchema topic) throws SQLException {
    String sql =
        alter(topic)
            + "ADD COLUMN "
            + new ColumnSql(definitions.knowsVirtualColumns()).of(computed);
    Optional<String> refusal = definitions.refusal(sql);
    if (refusal.isPresent()) {
      LOG.warn(
          "event=made_without table={} column={} what={} reason={}",
          topic.table(),
          computed.column().name(),
          computed.fill(),
          refusal.get());
      return;
    }
    definitions.run(sql);
    LOG.info("event=column_added table={} column={}", topic.table(), computed.column().name());
  }

  private static String statement(ColumnSchema column, TableSchema topic, ColumnSql sql) {
    return alter(topic) + "ADD COLUMN " + sql.added(column, topic.blueprint());
  }

  private static String alter(TableSchema topic) {
    return "ALTER TABLE " + Sql.table(topic.table()) + " ";
  }

  private List<SequenceDefinition> sequences(ColumnSchema column, TableSchema topic)
      throws SQLException {
    Blueprint blueprint = topic.blueprint();
    String fill = String.valueOf(blueprint.fills().get(column.name()));
    return new SequenceCreation(definitions)
        .missing(topic).stream()
            .filter(
                sequence ->
                    sequence.owner().map(column.name()::equals).orElse(false)
                        || fill.contains(sequence.id().table()))
            .toList();
  }

  private TargetFailure columnMissing(ColumnSchema column, TableSchema topic) throws SQLException {
    List<String> statements = new ArrayList<>();
    new TypeCreation(definitions)
        .missing(column, topic)
        .forEach(type -> statements.add(type.sql()));
    sequences(column, topic).forEach(s -> statements.add(SequenceCreation.sql(s)));
    statements.add(statement(column, topic, new ColumnSql(definitions.knowsVirtualColumns())));
    return TargetFailure.stop(
        ErrorCode.COLUMN_MISSING_IN_TARGET,
        "table "
            + topic.table()
            + " has no column "
            + column.name()
            + " in the target, but its topic has. To do: "
            + String.join("; ", statements)
            + "; then restart, or set schema.evolution=add");
  }

  private static LabelMissing labelsMissing(
      ColumnSchema column, TableSchema topic, TargetColumn there) {
    EnumGrowth growth = new EnumGrowth(there.enumType(), there.labels());
    return new LabelMissing(topic, there.enumType(), growth.statements(column.type().labels()));
  }
}
