package io.sluice.source.capture;

import io.sluice.bench.hop.Orders;
import io.sluice.bench.hop.OrdersChanges;
import io.sluice.change.Lsn;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Visibility;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.replication.Origins;
import io.sluice.source.snapshot.ChunkRead;
import io.sluice.source.snapshot.KeyRange;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Messages to changes with positions, changes into an overlay, and chunks past it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersChanges.COUNT)
public class MergeHop {

  private static final Lsn LSN = new Lsn(1);

  private final List<PgOutputMessage> messages = OrdersChanges.messages();
  private final List<RowChange> changes = OrdersChanges.streamed();
  private final ChunkMerge busy = new ChunkMerge(Long.MAX_VALUE);
  private final ChunkMerge idle = new ChunkMerge(Long.MAX_VALUE);
  private ChunkRead chunk;

  @Setup
  public void read() {
    busy.expect(Orders.SCHEMA.table());
    chunk =
        new ChunkRead(
            Orders.SCHEMA,
            KeyRange.Between.ALL,
            new Visibility(800, 950, Set.of(), false),
            OrdersChanges.rows(),
            LSN,
            0);
    follow(busy);
  }

  @Benchmark
  public void position(Blackhole out) {
    TransactionReader reader = new TransactionReader(Origins.ANY);
    for (PgOutputMessage message : messages) {
      if (message instanceof PgOutputMessage.Relation relation) {
        reader.announce(relation, Orders.SCHEMA);
      } else if (message instanceof PgOutputMessage.Begin begin) {
        reader.begin(begin);
      } else if (message instanceof PgOutputMessage.Commit) {
        out.consume(reader.end());
      } else {
        out.consume(reader.row(message, LSN));
      }
    }
  }

  @Benchmark
  public void followIntoOverlay() {
    follow(busy);
  }

  @Benchmark
  public void followWithoutOverlay() {
    follow(idle);
  }

  private void follow(ChunkMerge merge) {
    for (RowChange change : changes) {
      merge.follow(change);
    }
  }

  @Benchmark
  public List<RowImage> chunkPastOverlay() {
    return busy.merge(chunk);
  }
}
