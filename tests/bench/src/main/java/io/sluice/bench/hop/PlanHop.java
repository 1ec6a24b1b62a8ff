package io.sluice.bench.hop;

import io.sluice.change.RowChange;
import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.ApplyPlanner;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Changes to steps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class PlanHop {

  private final ApplyPlanner planner = new ApplyPlanner();
  private final List<Arrival> streamed = arrivals(OrdersChanges.streamed());
  private final List<Arrival> copied = arrivals(OrdersChanges.copied());

  private static List<Arrival> arrivals(List<RowChange> changes) {
    List<Arrival> arrivals = new ArrayList<>();
    for (RowChange change : changes) {
      PartitionId from = new PartitionId("shop.public.orders", 0);
      arrivals.add(new Arrival.Change(from, arrivals.size(), change));
    }
    return arrivals;
  }

  @Benchmark
  public ApplyPlan streamed() {
    return planner.plan(streamed, Map.of(), true);
  }

  @Benchmark
  public ApplyPlan copied() {
    return planner.plan(copied, Map.of(), true);
  }
}
