package io.sluice.avro.codec;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Writes structs as records: their fields, one after the other. */
final class StructWriter implements ValueWriter {

  private final String name;
  private final Field[] fields;
  private final ValueWriter[] writers;

  /**
   * @param name of the record, for messages
   * @param writers one for each field
   */
  StructWriter(String name, Field[] fields, ValueWriter[] writers) {
    this.name = name;
    this.fields = fields;
    this.writers = writers;
  }

  @Override
  public void write(AvroOutput out, Object value) {
    if (value == null) {
      throw new DataException("a record " + name + " that its schema requires is missing");
    }
    Struct struct = (Struct) value;
    int at = 0;
    try {
      for (; at < fields.length; at++) {
        writers[at].write(out, struct.get(fields[at]));
      }
    } catch (ClassCastException | DataException failed) {
      throw new DataException("field " + fields[at].name() + " of " + name + ": " + why(failed));
    }
  }

  private static String why(RuntimeException failed) {
    return failed instanceof DataException
        ? failed.getMessage()
        : "the value is not of the schema's type; which transform made it?";
  }
}
