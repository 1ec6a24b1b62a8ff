package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.envelope.codec.ColumnCodec;
import io.sluice.envelope.codec.ColumnCodecs;
import io.sluice.envelope.codec.HandlingModes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Writes some columns of row images into structs of one schema, compiled once per table. */
final class RowWriter {

  private final Schema schema;
  private final Column[] columns;

  /**
   * @param slot where the value goes in the struct
   * @param place of the column in the row image
   * @param path the column's name in a footnote
   */
  private record Column(Field slot, int place, ColumnCodec codec, String path, boolean nullable) {

    static Column of(Field field, int place, ColumnSchema column, String row, HandlingModes modes) {
      ColumnCodec codec = ColumnCodecs.of(column.type(), modes).in(field.schema());
      String path = row + column.name();
      return new Column(Slots.of(field), place, codec, path, column.nullable());
    }

    /** For a column of which nothing is known. */
    Object blank() {
      return nullable ? null : codec.neutral();
    }
  }

  /**
   * @param schema with a field for each place, in their order
   * @param row what stands before a column's name in a footnote
   */
  RowWriter(
      Schema schema,
      List<ColumnSchema> table,
      List<Integer> places,
      String row,
      HandlingModes modes) {
    this.schema = schema;
    this.columns =
        IntStream.range(0, places.size())
            .mapToObj(
                i -> {
                  int place = places.get(i);
                  return Column.of(schema.fields().get(i), place, table.get(place), row, modes);
                })
            .toArray(Column[]::new);
  }

  Struct write(RowImage row, Footnotes notes) {
    Struct struct = new FittingStruct(schema);
    for (Column column : columns) {
      put(struct, column, encode(column, row.at(column.place), notes));
    }
    return struct;
  }

  private static void put(Struct struct, Column column, Object value) {
    try {
      struct.put(column.slot, value);
    } catch (DataException unfit) {
      // A slot has no name to complain with.
      throw new DataException(column.path + ": " + unfit.getMessage(), unfit);
    }
  }

  private static Object encode(Column column, Value value, Footnotes notes) {
    if (value instanceof Value.Text text) {
      return encode(column, text, notes);
    }
    if (value == Value.Missing.UNCHANGED) {
      notes.unchanged(column.path);
      return column.codec.unavailable().orElseGet(column::blank);
    }
    return value == Value.Missing.NULL ? null : column.blank();
  }

  private static Object encode(Column column, Value.Text text, Footnotes notes) {
    Optional<Object> encoded = column.codec.encode(text);
    if (encoded.isPresent() && column.codec.exact(text, encoded.get())) {
      return encoded.get();
    }
    notes.verbatim(column.path, column.codec.verbatim(text));
    return encoded.orElseGet(column::blank);
  }
}
