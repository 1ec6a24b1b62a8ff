package io.sluice.avro.codec;

import io.sluice.avro.schema.ConnectSchemas;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;

/**
 * Decodes records of one schema into values of another, straight from bytes to {@code Struct}; the
 * two are resolved by Avro's rules. Made once per pair of schemas; any thread may use it.
 */
public final class AvroDecoder {

  private final org.apache.kafka.connect.data.Schema schema;
  private final ValueReader reader;

  private AvroDecoder(org.apache.kafka.connect.data.Schema schema, ValueReader reader) {
    this.schema = schema;
    this.reader = reader;
  }

  /** For records that keep the schema they were written with. */
  public static AvroDecoder of(Schema writer) {
    return of(writer, writer);
  }

  /**
   * @param writer what the bytes were written with
   * @param reader what the values shall be
   * @throws DataException Connect cannot express the reader's schema
   */
  public static AvroDecoder of(Schema writer, Schema reader) {
    org.apache.kafka.connect.data.Schema connect = ConnectSchemas.of(reader);
    Resolver.Action action = Resolver.resolve(writer, reader, new GenericData());
    return new AvroDecoder(connect, ValueReaders.of(action, connect));
  }

  /**
   * @param from where Avro's bytes begin
   * @throws DataException the bytes are none of the writer's schema
   */
  public SchemaAndValue decode(byte[] bytes, int from) {
    AvroInput in = new AvroInput(bytes, from);
    Object value = reader.read(in);
    if (in.remaining() > 0) {
      throw new DataException(
          in.remaining() + " bytes are left over after the record's last field");
    }
    return new SchemaAndValue(schema, value);
  }
}
