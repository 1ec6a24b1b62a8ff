package io.sluice.bench.hop;

import io.sluice.source.pgoutput.PgOutputDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Bytes of the stream to messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(OrdersWal.CHANGES)
public class DecodeHop {

  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private List<byte[]> messages;

  @Setup
  public void record() {
    OrdersWal wal = new OrdersWal();
    decoder.decode(ByteBuffer.wrap(wal.relation()));
    messages = wal.transactions();
  }

  @Benchmark
  public void decode(Blackhole out) {
    for (byte[] message : messages) {
      out.consume(decoder.decode(ByteBuffer.wrap(message)));
    }
  }
}
