package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.envelope.codec.ColumnCodec;
import io.sluice.envelope.codec.ColumnCodecs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads structs of one schema into row images, compiled once per schema. */
final class RowReader {

  private final Column[] columns;

  private record Column(Field field, ColumnCodec codec, String name) {

    static Column of(Field field, ColumnSchema column) {
      ColumnCodec codec =
          ColumnCodecs.of(column.type(), field.schema()).orElseThrow(() -> unknown(field, column));
      return new Column(field, codec, column.name());
    }

    private static DataException unknown(Field field, ColumnSchema column) {
      return new DataException(
          "column %s of type %s does not travel as %s, as its field says"
              .formatted(column.name(), column.type().name(), field.schema().type()));
    }
  }

  RowReader(Schema row, List<ColumnSchema> table) {
    this.columns = new Column[table.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Column.of(row.fields().get(i), table.get(i));
    }
  }

  /**
   * @param row what stands before a column's name in {@code verbatim}
   * @param unchanged the columns that were left out
   * @param verbatim texts that the fields cannot carry
   */
  RowImage read(Struct struct, String row, List<String> unchanged, Map<String, String> verbatim) {
    Value[] values = new Value[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = value(columns[i], struct.get(columns[i].field));
    }
    if (!verbatim.isEmpty()) {
      correct(values, row, verbatim);
    }
    if (!unchanged.isEmpty()) {
      omit(values, unchanged);
    }
    return RowImage.of(values);
  }

  private static Value value(Column column, Object encoded) {
    return encoded == null ? Value.Missing.NULL : column.codec.decode(encoded);
  }

  private void correct(Value[] values, String row, Map<String, String> verbatim) {
    for (int i = 0; i < columns.length; i++) {
      String text = verbatim.get(row + columns[i].name);
      if (text != null) {
        values[i] = Value.text(text);
      }
    }
  }

  private void omit(Value[] values, List<String> unchanged) {
    for (int i = 0; i < columns.length; i++) {
      if (unchanged.contains(columns[i].name)) {
        values[i] = Value.Missing.UNCHANGED;
      }
    }
  }
}
