package io.sluice.avro.topic;

import io.sluice.avro.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Avro's single-object encoding: two bytes of marker, the schema's CRC-64-AVRO fingerprint with its
 * lowest byte first, then the record. The schemas are in a topic of the same cluster, so that
 * topics alone are enough to read everything back.
 */
public final class SingleObjectWire implements WireFormat {

  private static final short MARKER = (short) 0xC301;
  private static final int PREFIX = Short.BYTES + Long.BYTES;

  private final SchemaTopic schemas;

  public SingleObjectWire(SchemaTopicOptions options) {
    this.schemas = new SchemaTopic(options);
  }

  @Override
  public int prefixLength() {
    return PREFIX;
  }

  @Override
  public byte[] publish(String topic, Schema schema) {
    AddressedSchema addressed = AddressedSchema.of(schema);
    schemas.publish(addressed);
    return ByteBuffer.allocate(PREFIX)
        .putShort(MARKER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(addressed.fingerprint())
        .array();
  }

  @Override
  public long schemaNumber(byte[] payload) {
    ByteBuffer buffer = ByteBuffer.wrap(payload);
    if (payload.length < PREFIX || buffer.getShort() != MARKER) {
      throw new DataException(
          "the bytes do not begin as Avro's single-object encoding does (C3 01); were they written"
              + " by another converter? With schema.registry.url the form with a registry is read");
    }
    return buffer.order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  @Override
  public Schema schema(String topic, long fingerprint) {
    return schemas.schema(fingerprint).plain();
  }

  @Override
  public Optional<Schema> latest(String topic, Schema writer) {
    return schemas.latest(writer.getFullName()).map(AddressedSchema::plain);
  }

  @Override
  public void close() {
    schemas.close();
  }
}
