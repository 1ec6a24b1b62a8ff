package io.sluice.bench.hop;

import io.sluice.change.RowChange;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Changes to records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class EnvelopeHop {

  private final EnvelopeWriter envelopes = new EnvelopeWriter(new TopicNaming("shop"), "shop");
  private final List<RowChange> streamed = OrdersChanges.streamed();
  private final List<RowChange> copied = OrdersChanges.copied();

  @Benchmark
  public void streamed(Blackhole out) {
    write(streamed, out);
  }

  @Benchmark
  public void copied(Blackhole out) {
    write(copied, out);
  }

  private void write(List<RowChange> changes, Blackhole out) {
    for (RowChange change : changes) {
      envelopes.write(change, out::consume);
    }
  }
}
