package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A table's columns as data, in the watermark that says its snapshot is whole. */
final class TableDefinition {

  private static final Schema COLUMN =
      SchemaBuilder.struct()
          .name("io.sluice.Column")
          .version(1)
          .field("name", Schema.STRING_SCHEMA)
          .field("type", Schema.STRING_SCHEMA)
          .field("labels", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("nullable", Schema.BOOLEAN_SCHEMA)
          .field("key_position", Schema.OPTIONAL_INT32_SCHEMA)
          .build();

  static final Schema COLUMNS = SchemaBuilder.array(COLUMN).optional().build();

  private TableDefinition() {}

  static List<Struct> write(TableSchema table) {
    List<Struct> columns = new ArrayList<>();
    for (int place = 0; place < table.columns().size(); place++) {
      columns.add(column(table.columns().get(place), table.key().indexOf(place) + 1));
    }
    return columns;
  }

  private static Struct column(ColumnSchema column, int keyPosition) {
    return new Struct(COLUMN)
        .put("name", column.name())
        .put("type", column.type().name())
        .put("labels", column.type().labels())
        .put("nullable", column.nullable())
        .put("key_position", keyPosition == 0 ? null : keyPosition);
  }

  static TableSchema read(TableId table, List<Struct> definition) {
    List<ColumnSchema> columns = new ArrayList<>();
    Map<Integer, Integer> key = new TreeMap<>();
    for (Struct column : definition) {
      Integer position = column.getInt32("key_position");
      if (position != null) {
        key.put(position, columns.size());
      }
      columns.add(column(column));
    }
    return new TableSchema(table, columns, List.copyOf(key.values()));
  }

  private static ColumnSchema column(Struct column) {
    ColumnType type = new ColumnType(column.getString("type"), column.getArray("labels"));
    return new ColumnSchema(column.getString("name"), type, column.getBoolean("nullable"));
  }
}
