package io.sluice.avro;

import io.sluice.avro.wire.WireFormat;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Keys and values as Avro. With {@code schema.registry.url}, in the wire format of schema
 * registries; without, in Avro's single-object encoding with the schemas in a topic. Any thread may
 * use it; each schema is compiled once.
 */
public final class AvroConverter implements Converter {

  private WireFormat wire;
  private Encoders encoders;
  private Decoders decoders;

  @Override
  public ConfigDef config() {
    return AvroKeys.definition();
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroOptions options = AvroOptions.of(configs);
    wire = options.wire().apply(isKey);
    encoders = new Encoders(wire);
    decoders = new Decoders(wire, options.latest());
  }

  /**
   * @return null for null, so that a tombstone stays one
   * @throws org.apache.kafka.connect.errors.RetriableException where the schemas live is away
   */
  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    if (value == null) {
      return null;
    }
    try {
      return encoders.encode(topic, schema == null ? SimpleSchemas.of(value) : schema, value);
    } catch (DataException failed) {
      throw new DataException("topic " + topic + ": " + failed.getMessage(), failed);
    }
  }

  /**
   * @throws DataException the bytes are not a record, or name a schema that nobody knows
   * @throws org.apache.kafka.connect.errors.RetriableException where the schemas live is away
   */
  @Override
  public SchemaAndValue toConnectData(String topic, byte[] bytes) {
    if (bytes == null) {
      return SchemaAndValue.NULL;
    }
    try {
      return decoders.decode(topic, bytes);
    } catch (DataException failed) {
      throw new DataException("topic " + topic + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public String version() {
    String version = AvroConverter.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void close() {
    if (wire != null) {
      wire.close();
    }
  }
}
