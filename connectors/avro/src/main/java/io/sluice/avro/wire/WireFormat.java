package io.sluice.avro.wire;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * How the bytes of a record name the schema they were written with: a prefix of fixed length, then
 * Avro's binary encoding. Calls come from a worker's task threads; a converter asks once for each
 * schema and remembers the answer.
 */
public interface WireFormat extends AutoCloseable {

  /** Bytes that stand before Avro's. */
  int prefixLength();

  /**
   * Makes a schema known to readers, durably, and gives the prefix of all records written with it.
   *
   * @throws org.apache.kafka.connect.errors.RetriableException where the schemas live is away
   * @throws org.apache.kafka.connect.errors.DataException the schema is refused
   */
  byte[] publish(String topic, Schema schema);

  /**
   * The number by which a payload names its schema.
   *
   * @throws org.apache.kafka.connect.errors.DataException the bytes are not of this form
   */
  long schemaNumber(byte[] payload);

  /**
   * The schema of a number.
   *
   * @throws org.apache.kafka.connect.errors.RetriableException where the schemas live is away
   * @throws org.apache.kafka.connect.errors.DataException nobody knows the number
   */
  Schema schema(String topic, long number);

  /**
   * The newest schema that records of this kind are written with.
   *
   * @param writer of the record that is read
   * @throws org.apache.kafka.connect.errors.RetriableException where the schemas live is away
   */
  Optional<Schema> latest(String topic, Schema writer);

  /** Ends connections; does not throw. */
  @Override
  void close();
}
