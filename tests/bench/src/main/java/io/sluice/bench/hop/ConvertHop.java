package io.sluice.bench.hop;

import io.sluice.envelope.EnvelopeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.storage.Converter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Records' values to bytes and back, with converters that a worker can be given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class ConvertHop {

  @Param({"sluice", "apicurio", "json"})
  public String with;

  private final List<EnvelopeRecord> records = OrdersRecords.streamed();
  private final List<byte[]> encoded = new ArrayList<>();
  private Converters converters;
  private Converter converter;

  @Setup
  public void start() throws ReflectiveOperationException, IOException {
    converters = new Converters();
    converter = converters.converter(with);
    records.forEach(record -> encoded.add(encode(record)));
  }

  @TearDown
  public void end() {
    converters.close();
  }

  @Benchmark
  public void encode(Blackhole out) {
    for (EnvelopeRecord record : records) {
      out.consume(encode(record));
    }
  }

  @Benchmark
  public void decode(Blackhole out) {
    for (byte[] bytes : encoded) {
      out.consume(converter.toConnectData(records.get(0).topic(), bytes));
    }
  }

  private byte[] encode(EnvelopeRecord record) {
    return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
  }
}
