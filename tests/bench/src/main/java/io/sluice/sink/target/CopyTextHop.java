package io.sluice.sink.target;

import io.sluice.bench.hop.OrdersChanges;
import io.sluice.change.RowImage;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Rows to COPY's text format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class CopyTextHop {

  private final List<RowImage> rows = OrdersChanges.rows();
  private final CopyText text = new CopyText(1024 * 1024);

  @Benchmark
  public int encode() {
    text.clear();
    for (RowImage row : rows) {
      for (int column = 0; column < row.size(); column++) {
        text.value(row.at(column));
      }
      text.endRow();
    }
    return text.length();
  }
}
