package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.source.capture.CaptureOptions.Volume;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Position POSITION = new Position(new Lsn(1), 0);

  private static final TableSchema TABLE =
      new TableSchema(
          new TableId("public", "t"),
          List.of(new ColumnSchema("a", ColumnType.of("text"), false)),
          List.of(0));

  private static RowChange change(int bytes) {
    Stamp stamp = new Stamp(POSITION, new Lsn(1), 1, 0);
    return new RowChange.Insert(TABLE, stamp, RowImage.of(Value.text("x".repeat(bytes))));
  }

  private static Batch batch(int changes, int bytes) {
    return new Batch(
        Collections.nCopies(changes, change(bytes)),
        List.of(),
        new Progress.Stream(POSITION, new Lsn(1)),
        new Lsn(1));
  }

  @Test
  void fewLargeRowsFillTheQueueAsManySmallOnesDo() throws InterruptedException {
    BatchQueue queue = new BatchQueue(new Volume(100, 1_000));
    assertThat(queue.offer(batch(1, 600), AT_ONCE)).isTrue();
    assertThat(queue.offer(batch(1, 600), AT_ONCE)).isFalse();
    assertThat(queue.offer(batch(98, 1), AT_ONCE)).isTrue();
    assertThat(queue.offer(batch(2, 1), AT_ONCE)).isFalse();
  }

  @Test
  void roomComesBackWhenBatchesAreTaken() throws InterruptedException {
    BatchQueue queue = new BatchQueue(new Volume(100, 1_000));
    queue.offer(batch(1, 600), AT_ONCE);
    assertThat(queue.take(10, AT_ONCE)).hasSize(1);
    assertThat(queue.offer(batch(1, 600), AT_ONCE)).isTrue();
  }

  @Test
  void batchLargerThanTheQueueFitsAnEmptyOne() throws InterruptedException {
    BatchQueue queue = new BatchQueue(new Volume(1, 1));
    assertThat(queue.offer(batch(10, 100), AT_ONCE)).isTrue();
    assertThat(queue.take(1, AT_ONCE)).hasSize(1);
  }

  @Test
  void batchIsDueByItsBytesToo() throws Exception {
    BatchQueue queue = new BatchQueue(new Volume(1_000, 1_000_000));
    Outbox outbox =
        new Outbox(
            queue,
            new CaptureOptions(
                new Volume(100, 1_000), new Volume(1_000, 1_000_000), Duration.ofSeconds(1), 1),
            new CaptureMeters(Clock.systemUTC()));
    outbox.add(change(999), 999);
    outbox.transactionEnded();
    assertThat(outbox.isDue()).isFalse();
    outbox.add(change(1_000), 1_000);
    assertThat(outbox.mustBeCut()).isTrue();
    outbox.transactionEnded();
    assertThat(outbox.isDue()).isTrue();

    outbox.handOver(POSITION, new Lsn(1), new Lsn(1), () -> {});
    assertThat(outbox.isDue()).isFalse();
    assertThat(outbox.mustBeCut()).isFalse();
  }

  @Test
  void endOfATransactionThatWasCutIsToldEvenWhenNothingIsLeftOfIt() throws Exception {
    BatchQueue queue = new BatchQueue(new Volume(1_000, 1_000_000));
    Outbox outbox =
        new Outbox(
            queue,
            new CaptureOptions(
                new Volume(1, 1_000), new Volume(1_000, 1_000_000), Duration.ofSeconds(1), 1),
            new CaptureMeters(Clock.systemUTC()));
    outbox.add(change(10), 10);
    outbox.handOver(POSITION, new Lsn(1), new Lsn(1), () -> {});
    outbox.add(change(10), 10);
    outbox.handOver(POSITION, new Lsn(1), new Lsn(1), () -> {});
    assertThat(queue.take(10, AT_ONCE)).extracting(Batch::whole).containsExactly(false, false);

    outbox.transactionEnded();
    assertThat(outbox.isDue()).isTrue();
    outbox.handOver(POSITION, new Lsn(1), new Lsn(1), () -> {});

    assertThat(queue.take(10, AT_ONCE)).extracting(Batch::whole).containsExactly(true);
    assertThat(outbox.isDue()).isFalse();
  }
}
