package io.sluice.avro;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** Schemas of values that come without one. */
final class SimpleSchemas {

  private SimpleSchemas() {}

  /**
   * @throws DataException a map or list, whose parts could be anything
   */
  static Schema of(Object value) {
    Class<?> type = value instanceof ByteBuffer ? ByteBuffer.class : value.getClass();
    Schema.Type simple = ConnectSchema.schemaType(type);
    if (simple == null || !simple.isPrimitive()) {
      throw new DataException(
          "a value without a schema cannot be Avro unless it is a number, a text, a boolean or"
              + " bytes; use a source or transform that gives schemas, or JsonConverter");
    }
    return SchemaBuilder.type(simple).build();
  }
}
