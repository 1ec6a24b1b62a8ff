package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.ReplicationSlot.Failover;
import io.sluice.postgres.ReplicationSlot.KeptLog;
import io.sluice.source.capture.CaptureOptions.Volume;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.KeyRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaptureMetersTest {

  private static final TableId TABLE = new TableId("public", "item");
  private static final Position POSITION = Position.before(new Lsn(10));

  private final CaptureMeters meters =
      new CaptureMeters(Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC));

  @Test
  void tableIsToldOfOnceAndItsRowsAreThoseOfItsProgress() {
    List<TableId> told = new ArrayList<>();
    meters.onNewTable((table, meter) -> told.add(table));

    meters.handedOver(chunk(7, false));
    meters.handedOver(chunk(9, true));

    assertThat(told).containsExactly(TABLE);
    assertThat(meters.tables().get(TABLE).rows()).isEqualTo(9);
    assertThat(meters.tables().get(TABLE).chunks()).isEqualTo(2);
    assertThat(meters.tables().get(TABLE).isDone()).isTrue();
  }

  @Test
  void nothingThatWaitsForKafkaIsCaughtUp() throws InterruptedException {
    BatchQueue queue = new BatchQueue(new Volume(10, 10));
    meters.opened(queue);
    assertThat(meters.queuedRecords()).isZero();
    queue.offer(chunk(1, false), Duration.ZERO);
    assertThat(meters.queuedRecords()).isEqualTo(1);
    assertThat(meters.lagMillis()).as("nothing was committed yet").isZero();
  }

  @Test
  void firstOpeningIsNoReconnect() {
    meters.opened(BatchQueue.EMPTY);
    assertThat(meters.reconnects()).isZero();
    meters.opened(BatchQueue.EMPTY);
    assertThat(meters.reconnects()).isEqualTo(1);
  }

  @Test
  void lookAtTheSlotSaysHowMuchLogIsKeptAndHowFarTheStreamIsBehind() {
    meters.looked(
        new ReplicationSlot(
            "sluice",
            "pgoutput",
            "shop",
            Optional.empty(),
            new Lsn(120),
            new Lsn(100),
            Optional.empty(),
            new KeptLog("extended", 50, OptionalLong.of(7)),
            Failover.NONE));

    assertThat(meters.walStatus()).isEqualTo("extended");
    assertThat(meters.retainedBytes()).isEqualTo(50);
    assertThat(meters.safeBytes()).isEqualTo(7);
    assertThat(meters.lagBytes()).isEqualTo(150);
  }

  private static Batch chunk(long rows, boolean done) {
    TableMark mark = new TableMark(1, "", "");
    Progress.Snapshot progress =
        new Progress.Snapshot(TABLE, mark, KeyRange.Between.ALL, rows, done);
    return new Batch(
        List.of(), List.of(new Watermark.ChunkDone(POSITION, TABLE, rows)), progress, new Lsn(1));
  }
}
