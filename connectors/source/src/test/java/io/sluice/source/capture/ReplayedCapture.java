package io.sluice.source.capture;

import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.change.Watermark;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.replication.Canary;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.ReplicationStart;
import io.sluice.source.replication.Slot;
import io.sluice.source.replication.SlotOptions;
import io.sluice.source.replication.SourcePreflight;
import io.sluice.source.replication.SourceWatch;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.ChunkOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** A capture of a whole database, whose batches are replayed as somebody who reads topics would. */
final class ReplayedCapture implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Endpoint endpoint;
  private final String slot;
  private final CaptureStart start;
  private final Map<TableId, Map<RowKey, RowImage>> keyed = new HashMap<>();
  private final Map<TableId, List<RowImage>> keyless = new HashMap<>();
  private final Map<TableId, Progress.Snapshot> progress = new HashMap<>();
  private final List<RowChange> changes = new ArrayList<>();
  private Optional<Progress.Stream> stored = Optional.empty();
  private Optional<CaptureThread> capture = Optional.empty();

  private ReplayedCapture(Endpoint endpoint, String slot, CaptureStart start) {
    this.endpoint = endpoint;
    this.slot = slot;
    this.start = start;
  }

  /** Makes slot and publication, unless there is one. */
  static ReplayedCapture of(Endpoint endpoint) throws SQLException, InterruptedException {
    String slot = "replayed_" + endpoint.database();
    SlotOptions options = options(slot);
    CaptureStart start =
        new ReplicationStart(new SourcePreflight(endpoint, options, TableFilter.EVERYTHING, true))
            .prepare(Optional.empty(), table -> Optional.empty());
    return new ReplayedCapture(endpoint, slot, start);
  }

  private static SlotOptions options(String slot) {
    return new SlotOptions(slot, "sluice", "sluice replay " + slot, Duration.ofSeconds(1));
  }

  /** Starts, or goes on where it was stopped. */
  ReplayedCapture start(int chunkRows, int batchRows) throws SQLException, InterruptedException {
    CaptureOptions.Volume volume = new CaptureOptions.Volume(batchRows, 1 << 20);
    CaptureSession session =
        CaptureSession.open(
            endpoint,
            options(slot),
            new Canary(options(slot)),
            new CaptureMeters(Clock.systemUTC()),
            new ChunkOptions(chunkRows, 2),
            new CaptureOptions(
                volume,
                new CaptureOptions.Volume(4 * batchRows, 1 << 22),
                Duration.ofSeconds(1),
                1 << 24),
            plan(chunkRows));
    SourceWatch watch = SourceWatch.start(endpoint, Duration.ofMinutes(1), List.of());
    capture = Optional.of(CaptureThread.start(session, watch));
    return this;
  }

  private CapturePlan plan(int chunkRows) {
    Map<TableId, TableMark> known = new HashMap<>();
    Map<TableId, TableMark> fresh = new HashMap<>();
    for (TableDefinition definition : start.tables()) {
      TableId table = definition.table();
      boolean isKnown = progress.containsKey(table);
      (isKnown ? known : fresh).put(table, start.marks().find(table).orElseThrow());
    }
    return new CapturePlan(
        TableFilter.EVERYTHING,
        known,
        progress.values().stream().filter(snapshot -> !snapshot.done()).toList(),
        fresh,
        Set.of(),
        true,
        stored.map(Progress.Stream::position).orElse(Position.before(start.start())),
        start.start(),
        SignalState.none(chunkRows),
        OptionalLong.empty(),
        Optional.empty());
  }

  private boolean isCopied() {
    return start.tables().stream()
        .map(TableDefinition::table)
        .allMatch(table -> progress.containsKey(table) && progress.get(table).done());
  }

  /** Takes batches until one of them is as wanted. */
  void takeUntil(Predicate<Batch> wanted) throws Throwable {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    boolean found = false;
    while (!found) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the batch did not come");
      }
      for (Batch batch : capture.orElseThrow().take(1, PATIENCE)) {
        replay(batch);
        found |= wanted.test(batch);
      }
    }
  }

  /** Takes everything that has happened up to now, and all copies. */
  void takeAll() throws Throwable {
    String mark = "mark" + changes.size() + System.nanoTime();
    try (Connection session = endpoint.connect("sluice-test");
        Statement statement = session.createStatement()) {
      statement.execute(
          "SELECT pg_logical_emit_message(true, 'sluice.mark', " + Sql.literal(mark) + ")");
    }
    Set<String> awaited = new HashSet<>(Set.of(mark));
    takeUntil(
        batch -> {
          batch.watermarks().forEach(watermark -> seen(watermark, awaited));
          return awaited.isEmpty() && isCopied();
        });
  }

  private static void seen(Watermark watermark, Set<String> awaited) {
    if (watermark instanceof Watermark.Mark mark) {
      awaited.remove(mark.id());
    }
  }

  private void replay(Batch batch) {
    batch.changes().forEach(this::replay);
    if (batch.progress() instanceof Progress.Snapshot snapshot) {
      progress.put(snapshot.table(), snapshot);
    } else if (batch.progress() instanceof Progress.Stream stream) {
      stored = Optional.of(stream);
    }
  }

  private void replay(RowChange change) {
    changes.add(change);
    if (change.schema().hasKey()) {
      replay(change, keyed.computeIfAbsent(change.schema().table(), table -> new HashMap<>()));
    } else {
      replay(change, keyless.computeIfAbsent(change.schema().table(), table -> new ArrayList<>()));
    }
  }

  private static void replay(RowChange change, Map<RowKey, RowImage> rows) {
    if (change instanceof RowChange.Read read) {
      rows.put(read.row().key(read.schema()), read.row());
    } else if (change instanceof RowChange.Insert insert) {
      rows.put(insert.after().key(insert.schema()), insert.after());
    } else if (change instanceof RowChange.Delete delete) {
      rows.remove(delete.before().key(delete.schema()));
    } else if (change instanceof RowChange.Truncate) {
      rows.clear();
    } else if (change instanceof RowChange.Update update) {
      RowKey key = update.after().key(update.schema());
      RowKey from = update.changesKey() ? update.before().orElseThrow().key(update.schema()) : key;
      Optional<RowImage> before = Optional.ofNullable(rows.remove(from));
      rows.put(key, before.map(update.after()::filledFrom).orElse(update.after()));
    }
  }

  private static void replay(RowChange change, List<RowImage> rows) {
    if (change instanceof RowChange.Read read) {
      rows.add(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      rows.add(insert.after());
    } else if (change instanceof RowChange.Delete delete) {
      take(rows, delete.before());
    } else if (change instanceof RowChange.Truncate) {
      rows.clear();
    } else if (change instanceof RowChange.Update update) {
      take(rows, update.before().orElseThrow());
      rows.add(update.after());
    }
  }

  private static void take(List<RowImage> rows, RowImage gone) {
    if (!rows.remove(gone)) {
      throw new AssertionError("a row goes that the topic does not have");
    }
  }

  /** Everything replayed so far, in order. */
  List<RowChange> changes() {
    return changes;
  }

  /** What the topic has of a table, each row as its values, in any order. */
  List<List<String>> rows(TableId table) {
    return start.tables().stream().anyMatch(known -> known.table().equals(table) && known.hasKey())
        ? texts(List.copyOf(keyed.getOrDefault(table, Map.of()).values()))
        : texts(keyless.getOrDefault(table, List.of()));
  }

  private static List<List<String>> texts(List<RowImage> rows) {
    return rows.stream()
        .map(row -> row.values().stream().map(ReplayedCapture::text).toList())
        .toList();
  }

  private static String text(Value value) {
    return value instanceof Value.Text text ? text.string() : value.toString();
  }

  /** What the source answers, in the same form. */
  List<List<String>> source(String query) throws SQLException {
    try (Connection session = endpoint.connect("sluice-test");
        Statement statement = session.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(Objects.requireNonNullElse(result.getString(i), "NULL"));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Stops without taking what is left, as a killed worker would. */
  void stop() throws InterruptedException {
    if (capture.isPresent()) {
      capture.get().close();
    }
    capture = Optional.empty();
  }

  @Override
  public void close() throws InterruptedException, SQLException {
    stop();
    try (Connection session = endpoint.connect("sluice-test")) {
      Slot.drop(session, slot);
    }
  }
}
