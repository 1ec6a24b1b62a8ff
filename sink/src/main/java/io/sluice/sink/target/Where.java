package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.SourceOrder;
import java.util.List;

/** Places for messages: tables, key columns by name, offsets; never a value. */
final class Where {

  private Where() {}

  static String row(TableSchema topic, Arrival.Change change) {
    return "applying "
        + change.place()
        + " to "
        + table(topic)
        + ", in the transaction that commits at "
        + change.change().stamp().position().commitLsn();
  }

  static String batch(TableSchema topic, List<Arrival.Change> changes) {
    return "applying "
        + changes.get(0).place()
        + " to "
        + changes.get(changes.size() - 1).place()
        + " to "
        + table(topic);
  }

  /** What a step does. */
  static String step(ApplyStep step) {
    return step.changes().isEmpty()
        ? "creating " + table(step.schema())
        : batch(step.schema(), step.changes());
  }

  /** What a whole plan does, in the source's order. */
  static String plan(List<ApplyStep> plan) {
    List<String> tables = plan.stream().map(step -> step.schema().table().toString()).toList();
    List<Arrival.Change> changes = SourceOrder.changes(plan);
    return changes.isEmpty()
        ? "creating tables " + tables
        : "applying %s to %s to tables %s, with foreign keys checked"
            .formatted(changes.get(0).place(), changes.get(changes.size() - 1).place(), tables);
  }

  static String table(TableSchema topic) {
    List<String> key = topic.keyColumns().stream().map(ColumnSchema::name).toList();
    return "table " + topic.table() + (key.isEmpty() ? " without a key" : " with key " + key);
  }
}
