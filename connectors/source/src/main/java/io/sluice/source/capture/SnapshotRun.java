package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Visibility;
import io.sluice.change.Watermark;
import io.sluice.source.snapshot.ChunkRead;
import io.sluice.source.snapshot.ChunkSource;
import io.sluice.source.snapshot.KeyRange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of tables while the stream runs: keeps the readers busy, and merges chunks in the
 * order of their departure, each when the stream has passed its watermark. Used by the capture
 * thread only.
 */
final class SnapshotRun {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRun.class);
  private static final String UNDEFINED_TABLE = "42P01";
  private static final Duration BETWEEN_GLANCES = Duration.ofSeconds(1);

  private final ChunkSource readers;
  private final ChunkMerge merge;
  private final TableVersions versions;
  private final Map<TableId, TableRun> runs = new LinkedHashMap<>();
  private final Deque<Flight> flights = new ArrayDeque<>();
  private final int mostFlights;
  private Optional<CompletableFuture<Visibility>> glance = Optional.empty();
  private long glancedAt = System.nanoTime();
  private boolean paused;

  /**
   * A run without tables.
   *
   * @param mostFlights how many chunks may be on their way or waiting at once
   * @param overlayBytes what the rows that the stream has changed may take meanwhile, about
   */
  SnapshotRun(ChunkSource readers, TableVersions versions, int mostFlights, long overlayBytes) {
    this.readers = readers;
    this.merge = new ChunkMerge(overlayBytes);
    this.versions = versions;
    this.mostFlights = mostFlights;
  }

  /**
   * Goes on with a snapshot of an earlier run, or begins one of a table all of whose changes come
   * with the stream.
   */
  void resume(Progress.Snapshot progress) {
    put(progress, CompletableFuture.completedFuture(null));
  }

  /**
   * Begins a snapshot of a table whose changes have come with the stream only from here on, or have
   * not been remembered so far. If there is one already it is given up, and the table is read
   * whole.
   *
   * @return the progress with which it begins
   */
  Progress.Snapshot begin(Progress.Snapshot wanted) {
    Progress.Snapshot start =
        runs.containsKey(wanted.table()) ? wanted.again(KeyRange.Between.ALL) : wanted;
    put(start, readers.writersGone(start.table()));
    return start;
  }

  private void put(Progress.Snapshot progress, CompletableFuture<Void> writersGone) {
    merge.expect(progress.table());
    runs.put(progress.table(), new TableRun(progress, writersGone));
  }

  /** The table is no longer followed. */
  void giveUp(TableId table) {
    if (runs.containsKey(table)) {
      complete(table);
    }
  }

  /** While paused no chunk departs; those on their way land. */
  void pause(boolean pause) {
    paused = pause;
  }

  /** See {@link ChunkSource#chunkRows}. */
  void chunkRows(int rows) {
    readers.chunkRows(rows);
  }

  /** What a task is at while this runs. */
  CaptureMeters.Phase phase() {
    if (runs.isEmpty()) {
      return CaptureMeters.Phase.STREAM;
    }
    return paused ? CaptureMeters.Phase.SNAPSHOT_PAUSED : CaptureMeters.Phase.SNAPSHOT;
  }

  /** How many rows are remembered for chunks to come. */
  long overlayEntries() {
    return merge.rows();
  }

  /** What they take, about. */
  long overlayBytes() {
    return merge.bytes();
  }

  boolean isComplete() {
    return runs.isEmpty();
  }

  /** The stream brought a change, published now or before a restart. */
  void follow(RowChange change) {
    if (runs.isEmpty()) {
      return;
    }
    Stamp stamp = change.stamp();
    merge
        .follow(change)
        .ifPresent(
            key ->
                runs.get(change.schema().table())
                    .rereads()
                    .add(key, stamp.xid(), stamp.position().commitLsn()));
  }

  /** The transaction of the changes followed last has ended. */
  void committed(int xid, Lsn commitLsn) {
    merge.committed(xid, commitLsn);
  }

  /**
   * The stream gave a table another definition, perhaps another key. A copy that is under way
   * starts over: rows that were read or remembered under one key cannot be told by another.
   */
  void redefined(TableId table) {
    merge.redefined(table);
    TableRun run = runs.get(table);
    if (run != null) {
      put(run.progress().again(KeyRange.Between.ALL), readers.writersGone(table));
    }
  }

  /** Sends readers out as long as there is work, and room for what they bring. */
  void depart() {
    for (TableRun run : runs.values()) {
      if (paused || flights.size() >= mostFlights) {
        break;
      }
      if (run.isOpen()) {
        depart(run);
      }
    }
    glance();
  }

  private void depart(TableRun run) {
    List<RowKey> keys = run.rereads().depart();
    if (!keys.isEmpty()) {
      depart(run, keys, () -> readers.readAgain(run.table(), new KeyRange.Keys(keys), Set.of()));
    }
    while (!run.chunks().isComplete() && flights.size() < mostFlights) {
      depart(run, List.of(), () -> readers.readNext(run.chunks()));
    }
  }

  /**
   * The merge hears of the departure first: the read may see more than is known now, never less.
   */
  private void depart(
      TableRun run, List<RowKey> keys, Supplier<CompletableFuture<Optional<ChunkRead>>> read) {
    merge.depart();
    TableId table = run.table();
    flights.addLast(
        new Flight(
            run, versions.definitions(table), versions.redefinitions(table), keys, read.get()));
  }

  /**
   * While no chunk tells what is visible, asks for it now and then: what is visible need not be
   * remembered, and does not hold the slot back.
   */
  private void glance() {
    if (glance.isPresent() && glance.get().isDone()) {
      merge.seen(glance.get().join());
      merge.landed();
      glance = Optional.empty();
    }
    boolean due = System.nanoTime() - glancedAt > BETWEEN_GLANCES.toNanos();
    if (due && glance.isEmpty() && flights.isEmpty() && !runs.isEmpty()) {
      merge.depart();
      glance = Optional.of(readers.glance());
      glancedAt = System.nanoTime();
    }
  }

  /**
   * Merges the chunk that departed first, if it has been read and is due.
   *
   * @param passed how far the stream is: every transaction that committed before this has been
   *     followed
   * @param position the last change of the stream, or a quiet position after it
   * @param streamed the end of what has been handed over of the stream; the slot stays behind it
   * @return the batch that the chunk makes, if it makes one
   */
  Optional<Batch> land(Lsn passed, Position position, Lsn streamed) {
    while (!flights.isEmpty() && flights.getFirst().read().isDone()) {
      Flight flight = flights.getFirst();
      if (isGone(flight)) {
        LOG.warn("event=table-gone table={} snapshot=given-up", flight.run().table());
        giveUp(flight.run().table());
        flights.removeFirst();
        merge.landed();
        continue;
      }
      Optional<ChunkRead> read = flight.read().join();
      if (read.isPresent() && isWanted(flight)) {
        return land(flight, read.get(), passed, position, streamed);
      }
      flights.removeFirst();
      merge.landed();
    }
    return Optional.empty();
  }

  /** The table was dropped, or has another name, of which the stream or the catalog will tell. */
  private static boolean isGone(Flight flight) {
    return flight.read().isCompletedExceptionally()
        && flight
            .read()
            .handle((read, failed) -> failed)
            .thenApply(SnapshotRun::isUndefinedTable)
            .join();
  }

  private static boolean isUndefinedTable(Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    return cause instanceof SQLException sql && UNDEFINED_TABLE.equals(sql.getSQLState());
  }

  @SuppressWarnings("ReferenceEquality") // A run that was put in its place is another one.
  private boolean isWanted(Flight flight) {
    return runs.get(flight.run().table()) == flight.run();
  }

  private Optional<Batch> land(
      Flight flight, ChunkRead chunk, Lsn passed, Position position, Lsn streamed) {
    merge.seen(chunk.visibility());
    if (!passed.hasReached(chunk.watermark())) {
      return Optional.empty();
    }
    flights.removeFirst();
    Set<Integer> missing = merge.missingFrom(chunk.visibility());
    if (isOutdated(flight, chunk) || !missing.isEmpty()) {
      flights.addFirst(again(flight, chunk.asked(), missing));
      return Optional.empty();
    }
    TableSchema schema = versions.share(chunk.schema());
    Stamp stamp = new Stamp(position, position.commitLsn(), 0, chunk.readMicros());
    List<RowChange> changes = new ArrayList<>();
    for (RowImage row : merge.merge(chunk)) {
      changes.add(new RowChange.Read(schema, stamp, row));
    }
    if (chunk.rest().isPresent()) {
      flights.addFirst(again(flight, chunk.rest().get(), Set.of()));
    } else {
      merge.landed();
    }
    return batch(flight.run(), flight, chunk, changes, position, streamed);
  }

  /**
   * Whether the stream has redefined the table since the departure: then the rows may be of the old
   * definition, and what was remembered for them is gone, also where the old definition has come
   * back.
   */
  private boolean isOutdated(Flight flight, ChunkRead chunk) {
    TableId table = flight.run().table();
    return flight.redefinitions() != versions.redefinitions(table)
        || flight.definitions() != versions.definitions(table)
            && !versions.isCurrent(chunk.schema());
  }

  /** Keeps its place, and with it what the merge remembers for it. */
  private Flight again(Flight flight, KeyRange range, Set<Integer> seeing) {
    TableId table = flight.run().table();
    return new Flight(
        flight.run(),
        versions.definitions(table),
        versions.redefinitions(table),
        flight.reread(),
        readers.readAgain(table, range, seeing));
  }

  private Optional<Batch> batch(
      TableRun run,
      Flight flight,
      ChunkRead chunk,
      List<RowChange> changes,
      Position position,
      Lsn streamed) {
    List<Watermark> watermarks = new ArrayList<>();
    if (chunk.range() instanceof KeyRange.Between range) {
      run.landed(range, chunk.rows().size());
      watermarks.add(new Watermark.ChunkDone(position, run.table(), run.progress().rows()));
    } else {
      run.rereads().landed(flight.reread(), chunk.visibility());
    }
    if (run.isComplete()) {
      watermarks.add(new Watermark.TableDone(position, chunk.schema(), run.finish().rows()));
      complete(run.table());
    }
    return changes.isEmpty() && watermarks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Batch(changes, watermarks, run.progress(), confirmable(streamed)));
  }

  private void complete(TableId table) {
    runs.remove(table);
    merge.complete(table);
    if (runs.isEmpty()) {
      readers.rest();
    }
  }

  /**
   * How far the slot may be confirmed when everything up to {@code streamed} is stored: not past a
   * transaction that a chunk read may still not see, nor past one whose rows are still to be read
   * again.
   */
  Lsn confirmable(Lsn streamed) {
    Optional<Lsn> unseen = merge.oldestUnseen();
    return Stream.concat(
            unseen.stream(), runs.values().stream().flatMap(run -> run.rereads().oldest().stream()))
        .reduce(streamed, Lsn::earlier);
  }
}
