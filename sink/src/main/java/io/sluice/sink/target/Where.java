package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.sink.apply.Arrival;
import java.util.List;

/** Places for messages: tables, key columns by name, offsets; never a value. */
final class Where {

  private Where() {}

  static String row(BoundTable table, Arrival.Change change) {
    return "applying " + change.place() + " to " + table(table.topic());
  }

  static String batch(TableSchema topic, List<Arrival.Change> changes) {
    return "applying "
        + changes.get(0).place()
        + " to "
        + changes.get(changes.size() - 1).place()
        + " to "
        + table(topic);
  }

  static String table(TableSchema topic) {
    List<String> key = topic.keyColumns().stream().map(ColumnSchema::name).toList();
    return "table " + topic.table() + (key.isEmpty() ? " without a key" : " with key " + key);
  }
}
