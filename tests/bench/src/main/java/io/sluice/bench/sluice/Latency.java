package io.sluice.bench.sluice;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.KafkaStand;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a quiet pipeline takes from a commit at the source until others see it in the target:
 * one row after the other is inserted and awaited, so that a thousand by the rate is the mean in
 * milliseconds.
 */
public final class Latency implements Scenario {

  private static final Part ONE_BY_ONE =
      Part.ours("sluice.latency", "one row after the other, each awaited in the target");

  private static final int ROWS = 200;

  private static final String UPDATE = "UPDATE public.orders SET customer_id = -%d WHERE id = 1";
  private static final String ARRIVED =
      "SELECT count(*) FROM public.orders WHERE id = 1 AND customer_id = -%d";

  private final AtomicLong arrived = new AtomicLong();

  @Override
  public List<Part> parts() {
    return List.of(ONE_BY_ONE);
  }

  @Override
  public void run(Run run) throws Exception {
    if (run.isDone(ONE_BY_ONE)) {
      return;
    }
    Stand stand = run.stand();
    Server source = stand.source(Table.ORDERS);
    try (KafkaStand kafka = stand.kafka();
        TargetDatabase copy = stand.target(Table.ORDERS);
        Pipeline pipeline = new Pipeline(stand, kafka, Table.ORDERS, copy)) {
      pipeline.startSource();
      pipeline.startSink();
      await(pipeline);
      CompletableFuture<Void> writer = new CompletableFuture<>();
      run.measure(
          ONE_BY_ONE,
          new Work(
              kafka.and(stand.servers()),
              ROWS,
              arrived::get,
              () -> new Thread(() -> write(source, copy.database(), writer), "latency").start(),
              () -> {
                pipeline.requireHealth();
                return writer.isDone() && writer.get() == null;
              }));
      stand.changed(Table.ORDERS);
      run.checkRows(ONE_BY_ONE, Table.ORDERS, copy);
    }
    stand.forgetReplication();
  }

  private static void await(Pipeline pipeline) throws Exception {
    while (!pipeline.isSnapshotDone() || !pipeline.isApplied()) {
      pipeline.requireHealth();
      LockSupport.parkNanos(200_000_000);
    }
  }

  private void write(Server source, Server target, CompletableFuture<Void> end) {
    try (Connection here = source.connect();
        Connection there = target.connect()) {
      for (int row = 1; row <= ROWS; row++) {
        here.createStatement().execute(UPDATE.formatted(row));
        awaitRow(there, row);
        arrived.incrementAndGet();
      }
      end.complete(null);
    } catch (SQLException failed) {
      end.completeExceptionally(new CompletionException(failed));
    }
  }

  private static void awaitRow(Connection target, int row) throws SQLException {
    while (Server.number(target, ARRIVED.formatted(row)) == 0) {
      LockSupport.parkNanos(500_000);
    }
  }
}
