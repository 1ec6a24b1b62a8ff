package io.sluice.envelope;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Fields to put values by that are known to fit.
 *
 * <p>{@code Struct.put} checks each value, for which it first makes a message with the field's name
 * and looks the semantic name up: half the cost of an envelope. A field without either, but with
 * the same index and type, fills the same place and is checked for its type alone. It is of no use
 * for reading.
 */
final class Slots {

  private Slots() {}

  /** The slot of a field. */
  static Field of(Field field) {
    return new Field(null, field.index(), bare(field.schema()));
  }

  /** The slot of the field of this name. */
  static Field of(Schema struct, String name) {
    return of(struct.field(name));
  }

  /** Connect's own types have values of other classes, which only their names tell. */
  private static boolean isLogical(Schema schema) {
    return schema.name() != null && schema.name().startsWith("org.apache.kafka.connect.data.");
  }

  /** What is made of other schemas is compared with them, and has to keep its own. */
  private static Schema bare(Schema schema) {
    if (!schema.type().isPrimitive() || isLogical(schema)) {
      return schema;
    }
    SchemaBuilder bare = SchemaBuilder.type(schema.type());
    return schema.isOptional() ? bare.optional().build() : bare.build();
  }
}
