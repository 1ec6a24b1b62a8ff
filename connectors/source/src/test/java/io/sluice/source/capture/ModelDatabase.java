package io.sluice.source.capture;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.change.Visibility;
import io.sluice.source.snapshot.ChunkRead;
import io.sluice.source.snapshot.ChunkSource;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import io.sluice.source.snapshot.TableChunks;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL as far as the merge depends on it: one table of (id, version, toast); transactions
 * that hold row locks until they are visible; a log to which they are written before that; chunk
 * reads that see what is visible.
 */
final class ModelDatabase implements ChunkSource {

  static final TableSchema SCHEMA =
      new TableSchema(
          new TableId("public", "t"),
          List.of(
              new ColumnSchema("id", ColumnType.of("text"), false),
              new ColumnSchema("version", ColumnType.of("text"), false),
              new ColumnSchema("toast", ColumnType.of("text"), false)),
          List.of(0));

  private static final int CHUNK_ROWS = 5;
  private static final int KEYS = 24;

  record Row(String version, String toast) {}

  /** A committed transaction as the stream brings it. */
  record Committed(int xid, Lsn commitLsn, Lsn endLsn, List<RowChange> changes) {}

  private record Open(int xid, Set<String> locks, List<Step> steps) {}

  /** A change of a row: old key, new key, new row; an empty row for a delete. */
  private record Step(Optional<String> from, String to, Optional<Row> row, boolean toastKept) {}

  private final Random random;
  private final Map<String, Row> visible = new TreeMap<>();
  private final Set<String> locked = new HashSet<>();
  private final Deque<Open> unseen = new ArrayDeque<>();
  private final Deque<Committed> log = new ArrayDeque<>();
  private final List<Runnable> reads = new ArrayList<>();
  private final Map<CompletableFuture<Void>, Set<Open>> waits = new IdentityHashMap<>();
  private long lsn = 1000;
  private int nextXid = 100;
  private int version;

  ModelDatabase(Random random) {
    this.random = random;
    for (int i = 0; i < KEYS; i += 2) {
      visible.put(key(i), new Row("v" + version++, "toast" + i));
    }
  }

  Map<String, Row> rows() {
    return new TreeMap<>(visible);
  }

  /** Commits a transaction of a few changes: it is in the log now, and visible some time later. */
  void commit() {
    Open open = new Open(nextXid++, new HashSet<>(), new ArrayList<>());
    Map<String, Row> mine = new TreeMap<>(visible);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      step(mine).ifPresent(open.steps()::add);
    }
    for (Step step : open.steps()) {
      step.from().ifPresent(open.locks()::add);
      open.locks().add(step.to());
    }
    locked.addAll(open.locks());
    unseen.addLast(open);
    append(open);
  }

  private Optional<Step> step(Map<String, Row> mine) {
    String key = key(random.nextInt(KEYS));
    String other = key(random.nextInt(KEYS));
    if (locked.contains(key) || locked.contains(other)) {
      return Optional.empty();
    }
    Row old = mine.get(key);
    if (old == null) {
      return Optional.of(put(mine, new Step(Optional.empty(), key, Optional.of(fresh()), false)));
    }
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(put(mine, new Step(Optional.of(key), key, Optional.empty(), false)));
      case 1 -> move(mine, key, other, old);
      case 2 ->
          Optional.of(put(mine, new Step(Optional.of(key), key, Optional.of(fresh()), false)));
      default ->
          Optional.of(put(mine, new Step(Optional.of(key), key, Optional.of(kept(old)), true)));
    };
  }

  private Optional<Step> move(Map<String, Row> mine, String key, String other, Row old) {
    return mine.containsKey(other)
        ? Optional.empty()
        : Optional.of(put(mine, new Step(Optional.of(key), other, Optional.of(kept(old)), true)));
  }

  private static Step put(Map<String, Row> rows, Step step) {
    step.from().ifPresent(rows::remove);
    step.row().ifPresent(row -> rows.put(step.to(), row));
    return step;
  }

  private Row fresh() {
    version++;
    return new Row("v" + version, "toast-" + version);
  }

  private Row kept(Row old) {
    version++;
    return new Row("v" + version, old.toast());
  }

  private void append(Open open) {
    Lsn commitLsn = new Lsn(lsn);
    lsn += 10;
    List<RowChange> changes = new ArrayList<>();
    for (Step step : open.steps()) {
      Position position = new Position(commitLsn, changes.size() + 1);
      changes.add(change(step, new Stamp(position, commitLsn, open.xid(), 0)));
    }
    log.addLast(new Committed(open.xid(), commitLsn, new Lsn(lsn), changes));
    lsn += random.nextInt(2);
  }

  private static RowChange change(Step step, Stamp stamp) {
    if (step.row().isEmpty()) {
      return new RowChange.Delete(SCHEMA, stamp, keyOnly(step.to()));
    }
    Row row = step.row().get();
    Value toast = step.toastKept() ? Value.Missing.UNCHANGED : Value.text(row.toast());
    RowImage after = RowImage.of(Value.text(step.to()), Value.text(row.version()), toast);
    if (step.from().isEmpty()) {
      return new RowChange.Insert(SCHEMA, stamp, after);
    }
    boolean moves = !step.from().get().equals(step.to());
    return new RowChange.Update(
        SCHEMA, stamp, moves ? step.from().map(ModelDatabase::keyOnly) : Optional.empty(), after);
  }

  private static RowImage keyOnly(String key) {
    return RowImage.of(Value.text(key), Value.Missing.ABSENT, Value.Missing.ABSENT);
  }

  /**
   * One of the transactions that are in the log becomes visible; locks let only unrelated ones
   * overtake each other.
   */
  void show() {
    if (unseen.isEmpty()) {
      return;
    }
    Open open = new ArrayList<>(unseen).get(random.nextInt(unseen.size()));
    unseen.remove(open);
    open.steps().forEach(step -> put(visible, step));
    locked.removeAll(open.locks());
    checkWaits();
  }

  boolean allVisible() {
    return unseen.isEmpty();
  }

  Optional<Committed> stream() {
    return Optional.ofNullable(log.pollFirst());
  }

  /** Lets one of the reads that were asked for take place now. */
  void read() {
    if (!reads.isEmpty()) {
      reads.remove(0).run();
    }
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readNext(TableChunks table) {
    CompletableFuture<Optional<ChunkRead>> read = new CompletableFuture<>();
    reads.add(() -> read.complete(plan(table).map(this::chunk)));
    return read;
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readAgain(
      TableId table, KeyRange range, Set<Integer> seeing) {
    CompletableFuture<Optional<ChunkRead>> read = new CompletableFuture<>();
    reads.add(() -> readOnceSeen(range, seeing, read));
    return read;
  }

  private void readOnceSeen(
      KeyRange range, Set<Integer> seeing, CompletableFuture<Optional<ChunkRead>> read) {
    if (seeing.stream().anyMatch(snapshot()::invisible)) {
      reads.add(() -> readOnceSeen(range, seeing, read));
    } else {
      read.complete(Optional.of(chunk(range)));
    }
  }

  /** Whoever has written and is not visible still holds its lock. */
  @Override
  public CompletableFuture<Void> writersGone(TableId table) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    waits.put(gone, new HashSet<>(unseen));
    checkWaits();
    return gone;
  }

  private void checkWaits() {
    waits.forEach(
        (gone, writers) -> {
          writers.retainAll(unseen);
          if (writers.isEmpty()) {
            gone.complete(null);
          }
        });
  }

  @Override
  public CompletableFuture<Visibility> glance() {
    return CompletableFuture.completedFuture(snapshot());
  }

  @Override
  public void chunkRows(int rows) {
    throw new UnsupportedOperationException("the model's chunks are all of one size");
  }

  @Override
  public void rest() {}

  private Optional<KeyRange.Between> plan(TableChunks table) {
    try {
      return table.next(
          (range, rows) ->
              visible.keySet().stream()
                  .filter(key -> contains(range, key))
                  .skip(rows - 1)
                  .findFirst()
                  .map(key -> new KeyBound(List.of(key))),
          CHUNK_ROWS);
    } catch (SQLException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private ChunkRead chunk(KeyRange range) {
    List<RowImage> rows =
        visible.entrySet().stream()
            .filter(row -> contains(range, row.getKey()))
            .map(row -> image(row.getKey(), row.getValue()))
            .toList();
    return new ChunkRead(SCHEMA, range, snapshot(), rows, new Lsn(lsn), 0);
  }

  private static RowImage image(String key, Row row) {
    return RowImage.of(Value.text(key), Value.text(row.version()), Value.text(row.toast()));
  }

  private static boolean contains(KeyRange range, String key) {
    if (range instanceof KeyRange.Keys keys) {
      return keys.keys().contains(new RowKey(List.of(Value.text(key))));
    }
    KeyRange.Between between = (KeyRange.Between) range;
    return (between.after().isEmpty() || key.compareTo(bound(between.after())) > 0)
        && (between.upTo().isEmpty() || key.compareTo(bound(between.upTo())) <= 0);
  }

  private static String bound(Optional<KeyBound> bound) {
    return bound.orElseThrow().values().get(0);
  }

  /**
   * As the server makes it: xmax is one past the latest that ended, so that one still running may
   * lie beyond it.
   */
  private Visibility snapshot() {
    Set<Integer> running = new HashSet<>();
    unseen.forEach(open -> running.add(open.xid()));
    int xmax = nextXid;
    while (running.contains(xmax - 1)) {
      xmax--;
      running.remove(xmax);
    }
    int xmin = running.stream().min(Integer::compare).orElse(xmax);
    return new Visibility(xmin, xmax, running, false);
  }

  private static String key(int i) {
    return "k" + (char) ('a' + i);
  }

  @Override
  public void close() {}
}
