package io.sluice.avro.codec;

import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Encodes the values of one Connect schema, straight from {@code Struct} to bytes. Made once per
 * schema; any thread may use it.
 */
public final class AvroEncoder {

  private static final int SPARE = 64;
  private static final int FIRST_GUESS = 512;

  private final ValueWriter writer;

  /** What the last record took; wrong only by a copy. */
  private int expected = FIRST_GUESS;

  private AvroEncoder(ValueWriter writer) {
    this.writer = writer;
  }

  /**
   * @param avro made of {@code connect} by {@code AvroSchemas}
   */
  public static AvroEncoder of(org.apache.kafka.connect.data.Schema connect, Schema avro) {
    return new AvroEncoder(ValueWriters.required(connect, avro));
  }

  /**
   * @param prefix what stands before Avro's bytes
   * @param value not null
   * @throws DataException the value is not one of the schema
   */
  public byte[] encode(byte[] prefix, Object value) {
    AvroOutput out = new AvroOutput(prefix, expected);
    try {
      writer.write(out, value);
    } catch (ClassCastException mismatch) {
      throw new DataException(mismatch(), mismatch);
    }
    expected = out.count() + SPARE;
    return out.toArray();
  }

  /** The cast's own message would tell a value's class, which says nothing here. */
  private static String mismatch() {
    return "a value is not of its schema's type; which transform made it?";
  }
}
