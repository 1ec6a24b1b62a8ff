package io.sluice.sink.connect;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Short ways to say what a table looks like. */
final class Tables {

  private Tables() {}

  /**
   * A table in the schema shop.
   *
   * @param key how many of the first columns are the key
   * @param columns {@code name type} each; the key's are NOT NULL
   */
  static TableSchema table(String name, int key, String... columns) {
    List<ColumnSchema> all =
        IntStream.range(0, columns.length).mapToObj(i -> column(columns[i], i >= key)).toList();
    List<Integer> places = IntStream.range(0, key).boxed().toList();
    return new TableSchema(new TableId("shop", name), all, places);
  }

  static ColumnSchema enumColumn(String name, String type, String... labels) {
    return new ColumnSchema(name, new ColumnType(type, Arrays.asList(labels)), true);
  }

  /** The same table as a target would have to be made. */
  static TableSchema with(TableSchema table, String column, ColumnFill fill) {
    return table.with(
        new Blueprint(Map.of(column, fill), Map.of(), List.of(), List.of(), List.of()));
  }

  private static ColumnSchema column(String text, boolean nullable) {
    String[] parts = text.split(" ", 2);
    return new ColumnSchema(parts[0], ColumnType.of(parts[1]), nullable);
  }
}
