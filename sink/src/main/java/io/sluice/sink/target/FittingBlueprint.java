package io.sluice.sink.target;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ComputedColumn;
import io.sluice.change.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As much of a blueprint as the target takes. It may lack a function, an operator, a collation or a
 * column that the source does not publish; the rows do not depend on any of them.
 *
 * @param definitions the target's
 * @param sql the statement that makes use of a table's blueprint
 */
record FittingBlueprint(Definitions definitions, Function<TableSchema, String> sql) {

  private static final Logger LOG = LoggerFactory.getLogger(FittingBlueprint.class);

  /**
   * The table with what fits; what does not is logged with the server's reason. Nothing fits where
   * the table is refused without any of it: then the blueprint is not at fault.
   */
  TableSchema of(TableSchema topic) throws SQLException {
    if (definitions.refusal(sql.apply(topic)).isEmpty()) {
      return topic;
    }
    TableSchema plain = topic.with(Blueprint.PLAIN);
    if (definitions.refusal(sql.apply(plain)).isPresent()) {
      return plain;
    }
    Blueprint whole = topic.blueprint();
    Map<String, ColumnFill> fills = new HashMap<>();
    for (Map.Entry<String, ColumnFill> fill : whole.fills().entrySet()) {
      Blueprint alone = of(Map.ofEntries(fill), Map.of(), List.of());
      if (fits(topic, alone, fill.getKey(), fill.getValue())) {
        fills.put(fill.getKey(), fill.getValue());
      }
    }
    Map<String, String> collations = new HashMap<>();
    for (Map.Entry<String, String> collation : whole.collations().entrySet()) {
      Blueprint alone = of(Map.of(), Map.ofEntries(collation), List.of());
      if (fits(topic, alone, collation.getKey(), collation)) {
        collations.put(collation.getKey(), collation.getValue());
      }
    }
    List<ComputedColumn> computed = new ArrayList<>();
    for (ComputedColumn column : whole.computed()) {
      Blueprint alone = of(Map.of(), Map.of(), List.of(column));
      if (fits(topic, alone, column.column().name(), column.fill())) {
        computed.add(column);
      }
    }
    return topic.with(of(fills, collations, computed));
  }

  private boolean fits(TableSchema topic, Blueprint alone, String column, Object what)
      throws SQLException {
    Optional<String> refusal = definitions.refusal(sql.apply(topic.with(alone)));
    refusal.ifPresent(
        reason ->
            LOG.warn(
                "event=made_without table={} column={} what={} reason={}",
                topic.table(),
                column,
                what,
                reason));
    return refusal.isEmpty();
  }

  private static Blueprint of(
      Map<String, ColumnFill> fills, Map<String, String> collations, List<ComputedColumn> columns) {
    return new Blueprint(fills, collations, columns, List.of(), List.of());
  }
}
