package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.Value;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random schedules of transactions, their becoming visible, chunk reads and the stream, over a
 * model of the database. After every record the topic has to be true of the source at that position
 * of the log.
 */
class MergeModelTest {

  private static final int SCHEDULES = 500;
  private static final int STEPS = 160;

  /** The first numbers of generators with neighbouring seeds are alike. */
  private static final long SCRAMBLE = 0x9E3779B97F4A7C15L;

  private static final long OVERLAY_OF_A_FEW_ROWS = 700;
  private static final Progress.Snapshot START =
      Progress.Snapshot.start(ModelDatabase.SCHEMA.table(), new TableMark(1, "", ""));

  /** What a consumer of the topic has, and what the source had at the same position of its log. */
  private static final class Consumer {
    private final Map<RowKey, RowImage> topic = new HashMap<>();
    private final Map<RowKey, RowImage> source = new HashMap<>();

    Consumer(ModelDatabase database) {
      database.rows().forEach((key, row) -> source.put(key(key), image(key, row)));
    }

    void stream(RowChange change, boolean published) {
      if (published) {
        apply(change, topic);
      }
      apply(change, source);
      check();
    }

    void chunk(RowImage row) {
      topic.put(row.key(ModelDatabase.SCHEMA), row);
      check();
    }

    /**
     * As the sink does: a row moves with what it has, and a column that was left out stays as it
     * was.
     */
    private static void apply(RowChange change, Map<RowKey, RowImage> rows) {
      if (change instanceof RowChange.Insert insert) {
        rows.put(insert.after().key(ModelDatabase.SCHEMA), insert.after());
      } else if (change instanceof RowChange.Delete delete) {
        rows.remove(delete.before().key(ModelDatabase.SCHEMA));
      } else if (change instanceof RowChange.Update update) {
        RowImage old =
            rows.remove(update.before().orElse(update.after()).key(ModelDatabase.SCHEMA));
        RowImage after = old == null ? update.after() : update.after().filledFrom(old);
        rows.put(after.key(ModelDatabase.SCHEMA), after);
      }
    }

    /**
     * No row of the topic is gone from the source or differs from it, but for columns that were
     * never brought.
     */
    private void check() {
      topic.forEach(
          (key, row) -> {
            assertThat(source).containsKey(key);
            assertThat(row.filledFrom(source.get(key))).isEqualTo(source.get(key));
          });
    }

    private static RowKey key(String key) {
      return new RowKey(List.of(Value.text(key)));
    }

    private static RowImage image(String key, ModelDatabase.Row row) {
      return RowImage.of(Value.text(key), Value.text(row.version()), Value.text(row.toast()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void topicIsTrueAtEveryPositionAndWholeAtTheEnd(long seed) {
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      run(new Random((seed * SCHEDULES + schedule) * SCRAMBLE));
    }
  }

  private static void run(Random random) {
    ModelDatabase database = new ModelDatabase(random);
    Consumer consumer = new Consumer(database);
    long overlayBytes = random.nextBoolean() ? Long.MAX_VALUE : OVERLAY_OF_A_FEW_ROWS;
    SnapshotRun snapshot = new SnapshotRun(database, new TableVersions(), 3, overlayBytes);
    Cursor cursor = new Cursor();
    int beginning = random.nextInt(3) == 0 ? 1 + random.nextInt(STEPS / 2) : 0;
    if (beginning == 0) {
      snapshot.resume(START);
      cursor.follows = true;
    }
    for (int step = 0; step < STEPS; step++) {
      if (beginning > 0 && step == beginning) {
        snapshot.begin(START);
        cursor.follows = true;
      }
      switch (random.nextInt(5)) {
        case 0 -> database.commit();
        case 1 -> database.show();
        case 2 -> database.read();
        case 3 -> stream(database, snapshot, consumer, cursor);
        default -> land(snapshot, consumer, cursor);
      }
      if (step > beginning && random.nextInt(40) == 0) {
        snapshot.begin(START.again(range(random)));
      }
    }
    finish(database, snapshot, consumer, cursor);
  }

  private static KeyRange.Between range(Random random) {
    return random.nextBoolean()
        ? KeyRange.Between.ALL
        : new KeyRange.Between(bound("kd"), random.nextBoolean() ? bound("kp") : Optional.empty());
  }

  private static Optional<KeyBound> bound(String key) {
    return Optional.of(new KeyBound(List.of(key)));
  }

  private static final class Cursor {
    private Position position = Position.START;
    private Lsn passed = Lsn.ZERO;

    /** Whether the table is captured already. */
    private boolean follows;
  }

  private static boolean stream(
      ModelDatabase database, SnapshotRun snapshot, Consumer consumer, Cursor cursor) {
    Optional<ModelDatabase.Committed> next = database.stream();
    next.ifPresent(
        transaction -> {
          for (RowChange change : transaction.changes()) {
            if (cursor.follows) {
              snapshot.follow(change);
            }
            consumer.stream(change, cursor.follows);
            cursor.position = change.stamp().position();
          }
          snapshot.committed(transaction.xid(), transaction.commitLsn());
          cursor.passed = transaction.endLsn();
        });
    return next.isPresent();
  }

  private static void land(SnapshotRun snapshot, Consumer consumer, Cursor cursor) {
    if (snapshot.isComplete()) {
      return;
    }
    for (Optional<Batch> batch = snapshot.land(cursor.passed, cursor.position, cursor.passed);
        batch.isPresent();
        batch = snapshot.land(cursor.passed, cursor.position, cursor.passed)) {
      batch.get().changes().forEach(change -> consumer.chunk(((RowChange.Read) change).row()));
    }
    snapshot.depart();
  }

  private static void finish(
      ModelDatabase database, SnapshotRun snapshot, Consumer consumer, Cursor cursor) {
    while (!database.allVisible()) {
      database.show();
    }
    for (int round = 0; !snapshot.isComplete(); round++) {
      assertThat(round).as("rounds to the end of the snapshot").isLessThan(1000);
      database.read();
      while (stream(database, snapshot, consumer, cursor)) {}
      cursor.passed = new Lsn(Long.MAX_VALUE);
      land(snapshot, consumer, cursor);
    }
    while (stream(database, snapshot, consumer, cursor)) {}
    assertThat(consumer.topic).isEqualTo(consumer.source);
    assertThat(snapshot.confirmable(cursor.passed)).isEqualTo(cursor.passed);
  }
}
