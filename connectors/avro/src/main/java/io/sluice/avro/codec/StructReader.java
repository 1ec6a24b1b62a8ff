package io.sluice.avro.codec;

import io.sluice.avro.schema.LogicalValues;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads records as structs: fields in the order of the writer, then defaults. */
final class StructReader implements ValueReader {

  private final Schema schema;
  private final Field[] fields;
  private final Field[] slots;
  private final ValueReader[] readers;
  private final Field[] missing;
  private final Object[] defaults;

  /**
   * @param fields where each of the writer's fields goes; null for one that is dropped
   * @param readers one for each of the writer's fields
   * @param missing the fields that the writer did not have
   * @param defaults of these
   */
  StructReader(
      Schema schema, Field[] fields, ValueReader[] readers, Field[] missing, Object[] defaults) {
    this.schema = schema;
    this.fields = fields;
    this.slots = slots(fields);
    this.readers = readers;
    this.missing = missing;
    this.defaults = defaults;
  }

  @Override
  public Object read(AvroInput in) {
    Struct struct = new Struct(schema);
    int at = 0;
    try {
      for (; at < readers.length; at++) {
        Object value = readers[at].read(in);
        if (value != null && slots[at] != null) {
          struct.put(slots[at], value);
        }
      }
    } catch (DataException failed) {
      throw new DataException(name(at) + ": " + failed.getMessage(), failed);
    }
    for (int i = 0; i < missing.length; i++) {
      struct.put(missing[i], defaults[i]);
    }
    return struct;
  }

  private String name(int at) {
    return fields[at] == null ? "a field that is left out" : "field " + fields[at].name();
  }

  /**
   * Fields without a name: with one, Struct makes a message for each value in case it is wrong; and
   * without what a name could mean for the value's class, where it means nothing.
   */
  private static Field[] slots(Field[] fields) {
    Field[] slots = new Field[fields.length];
    for (int i = 0; i < fields.length; i++) {
      slots[i] = fields[i] == null ? null : slot(fields[i]);
    }
    return slots;
  }

  private static Field slot(Field field) {
    Schema schema = field.schema();
    boolean plain = schema.type().isPrimitive() && LogicalValues.of(schema) == LogicalValues.SAME;
    return new Field(null, field.index(), plain ? new ConnectSchema(schema.type()) : schema);
  }
}
