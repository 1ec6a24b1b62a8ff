package io.sluice.bench.hop;

import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.EnvelopeRecord;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Records to changes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class ReadHop {

  private final EnvelopeReader reader = new EnvelopeReader();
  private final List<EnvelopeRecord> streamed = OrdersRecords.streamed();
  private final List<EnvelopeRecord> copied = OrdersRecords.copied();

  @Benchmark
  public void streamed(Blackhole out) {
    read(streamed, out);
  }

  @Benchmark
  public void copied(Blackhole out) {
    read(copied, out);
  }

  private void read(List<EnvelopeRecord> records, Blackhole out) {
    for (EnvelopeRecord record : records) {
      out.consume(reader.read(record));
    }
  }
}
