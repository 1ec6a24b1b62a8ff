package io.sluice.avro.registry;

import io.sluice.avro.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Confluent's wire format: a byte 0, the number that the registry gave to the schema in four bytes,
 * highest first, then Avro's binary encoding.
 *
 * <p>Numbers never change their meaning, so what a registry said once is not asked again. Several
 * threads may call; two that need the same schema at once both ask.
 */
public final class RegistryWire implements WireFormat {

  private static final byte MAGIC = 0;
  private static final int PREFIX_LENGTH = 5;

  private final RegistryClient client;
  private final SubjectNaming naming;
  private final boolean isKey;
  private final boolean registers;
  private final Map<Published, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Long, Schema> schemas = new ConcurrentHashMap<>();

  /** What was made known, and under which name. */
  private record Published(String subject, Schema schema) {}

  /** Asks nothing yet. */
  public RegistryWire(RegistryOptions options, boolean isKey) {
    this.client = new RegistryClient(new RegistryHttp(options));
    this.naming = isKey ? options.keySubjects() : options.valueSubjects();
    this.isKey = isKey;
    this.registers = options.autoRegister();
  }

  @Override
  public int prefixLength() {
    return PREFIX_LENGTH;
  }

  @Override
  public byte[] publish(String topic, Schema schema) {
    int id = id(new Published(naming.subject(topic, schema, isKey), schema));
    return ByteBuffer.allocate(PREFIX_LENGTH).put(MAGIC).putInt(id).array();
  }

  @Override
  public long schemaNumber(byte[] payload) {
    if (payload.length < PREFIX_LENGTH || payload[0] != MAGIC) {
      throw new DataException(
          "The bytes are not of a registry's wire format, which begins with a byte 0 and four of"
              + " the schema's number; check with which converter the topic was written");
    }
    int id = ByteBuffer.wrap(payload).getInt(1);
    if (id < 0) {
      throw new DataException("The bytes name schema " + id + ", which no registry gives");
    }
    return id;
  }

  @Override
  public Schema schema(String topic, long number) {
    Schema known = schemas.get(number);
    if (known != null) {
      return known;
    }
    Schema read = client.read(number);
    schemas.put(number, read);
    return read;
  }

  /** The newest of the subject to which the schema belongs; asked anew each time. */
  @Override
  public Optional<Schema> latest(String topic, Schema writer) {
    return client.latest(naming.subject(topic, writer, isKey));
  }

  /** Connections end with the client, when nobody holds it any more. */
  @Override
  public void close() {
    ids.clear();
    schemas.clear();
  }

  private int id(Published published) {
    Integer known = ids.get(published);
    if (known != null) {
      return known;
    }
    int id =
        registers
            ? client.register(published.subject(), published.schema())
            : client.find(published.subject(), published.schema());
    ids.put(published, id);
    return id;
  }
}
