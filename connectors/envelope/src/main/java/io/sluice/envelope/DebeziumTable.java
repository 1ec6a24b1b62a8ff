package io.sluice.envelope;

import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.envelope.debezium.ColumnReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * One version of a table of another producer's.
 *
 * @param schema its columns as far as the topic has them
 * @param columns how each is read, in the schema's order
 * @param remedy what may help where a value cannot be read
 */
record DebeziumTable(TableSchema schema, List<Column> columns, String remedy) {

  private static final Pattern PLAIN = Pattern.compile("[\\w.:,=+/@-]*");

  /**
   * @param field its name in records
   * @param reader of values as the field's schema says they are
   * @param loose of the same values as JSON's own types
   */
  record Column(String field, ColumnReader reader, ColumnReader loose) {

    private Value read(Object row) {
      Object encoded = Fields.of(row, field);
      return encoded == null ? Value.Missing.NULL : reader.read(encoded);
    }
  }

  RowImage read(Object row) {
    Value[] values = new Value[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(columns.get(i), row);
    }
    return RowImage.of(values);
  }

  private Value read(Column column, Object row) {
    try {
      return column.read(row);
    } catch (DataException unreadable) {
      throw new RecordRefused(
          "COLUMN_UNREADABLE",
          "column " + column.field + " of table " + schema.table() + ": " + unreadable.getMessage(),
          remedy);
    }
  }

  /**
   * Reads a key out of a header, all other columns absent.
   *
   * @param key as a header converter gave it; not every one keeps what was put in
   * @return empty if that is not surely the key
   */
  Optional<RowImage> key(Object key) {
    Value[] values = new Value[columns.size()];
    Arrays.fill(values, Value.Missing.ABSENT);
    for (int place : schema.key()) {
      Optional<Value> value = part(columns.get(place), key);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values[place] = value.get();
    }
    return Optional.of(RowImage.of(values));
  }

  private static Optional<Value> part(Column column, Object key) {
    Optional<Object> part = Optional.ofNullable(Fields.of(key, column.field));
    try {
      Optional<Value> value =
          key instanceof Struct
              ? part.map(column.reader::read)
              : part.filter(DebeziumTable::keepsWhole).map(column.loose::read);
      return value.filter(Value.Text.class::isInstance);
    } catch (DataException changedOnTheWay) {
      return Optional.empty();
    }
  }

  /** Connect's simple header converter rounds fractions, and takes some texts for others. */
  private static boolean keepsWhole(Object part) {
    return part instanceof String text
        ? PLAIN.matcher(text).matches()
        : !(part instanceof Double || part instanceof Float);
  }
}
