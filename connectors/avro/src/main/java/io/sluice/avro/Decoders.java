package io.sluice.avro;

import io.sluice.avro.codec.AvroDecoder;
import io.sluice.avro.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;

/** One decoder for each schema that records name, made when it is first met. */
final class Decoders {

  private final WireFormat wire;
  private final boolean latest;
  private final Map<Long, Known> decoders = new ConcurrentHashMap<>();

  /** Records of one table come in rows: the last answer is mostly the next one. */
  private volatile Optional<Known> last = Optional.empty();

  private record Known(long number, AvroDecoder decoder) {}

  /**
   * @param latest whether records are read as what the newest schema of their kind says
   */
  Decoders(WireFormat wire, boolean latest) {
    this.wire = wire;
    this.latest = latest;
  }

  SchemaAndValue decode(String topic, byte[] bytes) {
    long number = wire.schemaNumber(bytes);
    return decoder(topic, number).decode(bytes, wire.prefixLength());
  }

  private AvroDecoder decoder(String topic, long number) {
    Optional<Known> recent = last;
    if (recent.isPresent() && recent.get().number == number) {
      return recent.get().decoder;
    }
    Known known = decoders.get(number);
    if (known == null) {
      // Not computeIfAbsent: asking for a schema talks to a server.
      known = new Known(number, make(topic, wire.schema(topic, number)));
      decoders.put(number, known);
    }
    last = Optional.of(known);
    return known.decoder;
  }

  private AvroDecoder make(String topic, Schema writer) {
    try {
      Schema reader = latest ? wire.latest(topic, writer).orElse(writer) : writer;
      return AvroDecoder.of(writer, reader);
    } catch (AvroRuntimeException failed) {
      throw new DataException(
          "the schema " + writer.getFullName() + " cannot be read: " + failed.getMessage(), failed);
    }
  }
}
