package io.sluice.change;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row as one change or one read shows it: a value for each column of its {@link TableSchema}.
 * Immutable.
 */
public final class RowImage {

  private final Value[] values;

  private RowImage(Value[] values) {
    this.values = values;
  }

  /**
   * An image over these values, which the caller no longer touches.
   *
   * @param values one for each column, in the schema's order
   */
  public static RowImage of(Value... values) {
    return new RowImage(values);
  }

  /** How many columns the image has. */
  public int size() {
    return values.length;
  }

  /** The value of the column at this place. */
  public Value at(int column) {
    return values[column];
  }

  /** What its values take, in bytes of PostgreSQL's text. */
  public long bytes() {
    long bytes = 0;
    for (Value value : values) {
      if (value instanceof Value.Text text) {
        bytes += text.length();
      }
    }
    return bytes;
  }

  /** Whether an update left out a column of this row. */
  public boolean hasUnchanged() {
    for (Value value : values) {
      if (value == Value.Missing.UNCHANGED) {
        return true;
      }
    }
    return false;
  }

  /**
   * This row with each unchanged column taken from an image of the same row that is older.
   *
   * @param older of the same size; where it knows nothing either, the column stays unchanged
   */
  public RowImage filledFrom(RowImage older) {
    if (!hasUnchanged()) {
      return this;
    }
    Value[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] == Value.Missing.UNCHANGED && older.at(i).isKnown()) {
        filled[i] = older.at(i);
      }
    }
    return new RowImage(filled);
  }

  /** The row's key, for maps. */
  public RowKey key(TableSchema schema) {
    List<Integer> places = schema.key();
    if (places.size() == 1) {
      return new RowKey(List.of(values[places.get(0)]));
    }
    Value[] key = new Value[places.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = values[places.get(i)];
    }
    return new RowKey(List.of(key));
  }

  /** The values in order. */
  public List<Value> values() {
    return List.of(values);
  }

  /** Only the key's columns; all others are absent. */
  public RowImage onlyKey(TableSchema schema) {
    return new RowImage(
        IntStream.range(0, values.length)
            .mapToObj(i -> schema.key().contains(i) ? values[i] : Value.Missing.ABSENT)
            .toArray(Value[]::new));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowImage that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Sizes only: row values reach no log and no message. */
  @Override
  public String toString() {
    return "RowImage" + Arrays.toString(values);
  }
}
