package io.sluice.source.snapshot;

import io.sluice.bench.hop.Orders;
import io.sluice.bench.hop.OrdersChanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Lines of COPY to rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class CopyRowHop {

  private final List<byte[]> lines = lines();

  private static List<byte[]> lines() {
    Orders orders = new Orders();
    List<byte[]> lines = new ArrayList<>();
    for (long id = 1; id <= OrdersChanges.COUNT; id++) {
      String line = String.join("\t", orders.row(id)) + "\n";
      lines.add(line.getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  @Benchmark
  public void decode(Blackhole out) {
    for (byte[] line : lines) {
      out.consume(CopyRow.decode(line, Orders.SCHEMA.columns().size()));
    }
  }
}
