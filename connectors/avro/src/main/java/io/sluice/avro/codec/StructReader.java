package io.sluice.avro.codec;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads records as structs: fields in the order of the writer, then defaults. */
final class StructReader implements ValueReader {

  private final Schema schema;
  private final Field[] fields;
  private final ValueReader[] readers;
  private final Map<Field, Object> defaults;

  /**
   * @param fields where each of the writer's fields goes; null for one that is dropped
   * @param readers one for each of the writer's fields
   * @param defaults of the fields that the writer did not have
   */
  StructReader(Schema schema, Field[] fields, ValueReader[] readers, Map<Field, Object> defaults) {
    this.schema = schema;
    this.fields = fields;
    this.readers = readers;
    this.defaults = defaults;
  }

  @Override
  public Object read(AvroInput in) {
    Struct struct = new Struct(schema);
    for (int i = 0; i < readers.length; i++) {
      Object value = field(i, in);
      if (value != null && fields[i] != null) {
        struct.put(fields[i], value);
      }
    }
    defaults.forEach(struct::put);
    return struct;
  }

  private Object field(int i, AvroInput in) {
    try {
      return readers[i].read(in);
    } catch (DataException failed) {
      String name = fields[i] == null ? "a field that is left out" : "field " + fields[i].name();
      throw new DataException(name + ": " + failed.getMessage(), failed);
    }
  }
}
