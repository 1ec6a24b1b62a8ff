package io.sluice.bench.hop;

import io.sluice.envelope.EnvelopeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Records' values to bytes and back, with converters that a worker can be given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class ConvertHop {

  private final Converter json = new JsonConverter();
  private final List<EnvelopeRecord> records = OrdersRecords.streamed();
  private final List<byte[]> encoded = new ArrayList<>();

  @Setup
  public void configure() {
    json.configure(Map.of("schemas.enable", "true"), false);
    records.forEach(record -> encoded.add(encode(json, record)));
  }

  @Benchmark
  public void jsonEncode(Blackhole out) {
    for (EnvelopeRecord record : records) {
      out.consume(encode(json, record));
    }
  }

  @Benchmark
  public void jsonDecode(Blackhole out) {
    for (byte[] bytes : encoded) {
      out.consume(json.toConnectData("shop.public.orders", bytes));
    }
  }

  private static byte[] encode(Converter converter, EnvelopeRecord record) {
    return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
  }
}
