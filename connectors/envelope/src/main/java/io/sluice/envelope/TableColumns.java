package io.sluice.envelope;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.envelope.codec.EnumLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * A table's columns as the schema of its rows tells them: the other direction of {@link
 * TableSchemas}.
 *
 * @param columns in the order of the fields
 * @param key the places of the key's columns
 * @param blueprint what the table needs besides to be made
 */
record TableColumns(List<ColumnSchema> columns, List<Integer> key, Blueprint blueprint) {

  static TableColumns of(Schema row) {
    List<ColumnSchema> columns = new ArrayList<>();
    Map<Integer, Integer> key = new TreeMap<>();
    for (Field field : row.fields()) {
      Map<String, String> parameters = parameters(field.schema());
      columns.add(column(field, parameters));
      String position = parameters.get(EnvelopeFields.KEY_POSITION);
      if (position != null) {
        key.put(Integer.valueOf(position), field.index());
      }
    }
    return new TableColumns(
        columns, List.copyOf(key.values()), BlueprintText.read(parameters(row)));
  }

  private static ColumnSchema column(Field field, Map<String, String> parameters) {
    String type = parameters.get(EnvelopeFields.COLUMN_TYPE);
    if (type == null) {
      throw new DataException(
          "column %s has no parameter %s; was the record written by Sluice?"
              .formatted(field.name(), EnvelopeFields.COLUMN_TYPE));
    }
    return new ColumnSchema(
        parameters.getOrDefault(EnvelopeFields.COLUMN_NAME, field.name()),
        new ColumnType(type, EnumLabels.read(field.schema())),
        field.schema().isOptional());
  }

  private static Map<String, String> parameters(Schema schema) {
    Map<String, String> parameters = schema.parameters();
    return parameters == null ? Map.of() : parameters;
  }

  TableSchema of(TableId table) {
    return new TableSchema(table, columns, key, blueprint);
  }
}
