package io.sluice.bench.hop;

import io.sluice.avro.codec.AvroDecoder;
import io.sluice.avro.codec.AvroEncoder;
import io.sluice.avro.schema.AvroSchemas;
import io.sluice.envelope.EnvelopeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Records' values to bytes and back: JSON as a worker does it, and Avro behind a prefix. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class ConvertHop {

  private static final byte[] PREFIX = new byte[10];

  private final Converter json = new JsonConverter();
  private final List<EnvelopeRecord> records = OrdersRecords.streamed();
  private final List<byte[]> asJson = new ArrayList<>();
  private final List<byte[]> asAvro = new ArrayList<>();
  private AvroEncoder encoder;
  private AvroDecoder decoder;

  @Setup
  public void configure() {
    json.configure(Map.of("schemas.enable", "true"), false);
    Schema schema = AvroSchemas.of(records.get(0).valueSchema());
    encoder = AvroEncoder.of(records.get(0).valueSchema(), schema);
    decoder = AvroDecoder.of(schema);
    records.forEach(record -> asJson.add(toJson(record)));
    records.forEach(record -> asAvro.add(encoder.encode(PREFIX, record.value())));
  }

  @Benchmark
  public void avroEncode(Blackhole out) {
    for (EnvelopeRecord record : records) {
      out.consume(encoder.encode(PREFIX, record.value()));
    }
  }

  @Benchmark
  public void avroDecode(Blackhole out) {
    for (byte[] bytes : asAvro) {
      out.consume(decoder.decode(bytes, PREFIX.length));
    }
  }

  @Benchmark
  public void jsonEncode(Blackhole out) {
    for (EnvelopeRecord record : records) {
      out.consume(toJson(record));
    }
  }

  @Benchmark
  public void jsonDecode(Blackhole out) {
    for (byte[] bytes : asJson) {
      out.consume(json.toConnectData("shop.public.orders", bytes));
    }
  }

  private byte[] toJson(EnvelopeRecord record) {
    return json.fromConnectData(record.topic(), record.valueSchema(), record.value());
  }
}
