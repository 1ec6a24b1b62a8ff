package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Visibility;
import io.sluice.source.snapshot.ChunkRead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which rows of a chunk go into the topics. Pure: it knows only what it is told.
 *
 * <p>The rule: a chunk is merged once the stream has passed its watermark, so that all that it saw
 * has been published. What it did not see is asked of its snapshot, transaction by transaction,
 * never of log positions: a commit is in the log, and in the stream, before it is visible to reads.
 * A row whose latest streamed change the chunk did not see is already published and is left out;
 * only columns that this change did not carry are taken from the chunk.
 *
 * <p>Used by the capture thread only.
 */
final class ChunkMerge {

  private final Map<TableId, Overlay> overlays = new HashMap<>();
  private final Unseen unseen = new Unseen();
  private final Deque<Optional<Visibility>> floors = new ArrayDeque<>();
  private final long mostBytes;

  /** Transactions of which rows were let go: a chunk that does not see them is of no use. */
  private final Set<Integer> forgotten = new HashSet<>();

  private Optional<Visibility> newest = Optional.empty();
  private boolean followed;
  private long bytes;

  /**
   * A merge without tables.
   *
   * @param mostBytes what the overlays may take together, about
   */
  ChunkMerge(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Chunks of this table are to come: from here on its changes are remembered. */
  void expect(TableId table) {
    overlays.putIfAbsent(table, new Overlay());
  }

  /**
   * Follows a change that the stream has brought, published now or before a restart.
   *
   * @return a key whose row has to be read again, because it moved there without all of its columns
   *     and the row under its old key may never have been in the topic
   */
  Optional<RowKey> follow(RowChange change) {
    Overlay overlay = overlays.get(change.schema().table());
    if (overlay == null) {
      return Optional.empty();
    }
    followed = true;
    long before = overlay.bytes();
    Optional<RowKey> moved = overlay.follow(change);
    bytes += overlay.bytes() - before;
    if (bytes > mostBytes) {
      forget(change.stamp().xid());
    }
    return moved;
  }

  /**
   * Lets all rows go, for want of room. What was known of them is not needed by a chunk that sees
   * their transactions, and no other will be merged.
   *
   * @param running the transaction that is being followed
   */
  private void forget(int running) {
    overlays.values().forEach(Overlay::clear);
    forgotten.addAll(unseen.xids());
    forgotten.add(running);
    recount();
  }

  /** Which transactions a read would have to see and does not. */
  Set<Integer> missingFrom(Visibility visibility) {
    return forgotten.stream().filter(visibility::invisible).collect(Collectors.toSet());
  }

  /** The transaction of the changes followed last has ended. */
  void committed(int xid, Lsn commitLsn) {
    if (followed) {
      unseen.add(xid, commitLsn);
      followed = false;
    }
  }

  /**
   * A chunk is about to be read: its snapshot will see at least what the newest one known now sees.
   * Called before the read begins, so that nothing is forgotten that it may not see.
   */
  void depart() {
    floors.addLast(newest);
  }

  /** A chunk has been read; the order does not matter. */
  void seen(Visibility visibility) {
    newest = Optional.of(visibility);
  }

  /** The chunk that departed first has landed, or was given up. */
  void landed() {
    floors.removeFirst();
    Optional<Visibility> horizon = floors.isEmpty() ? newest : floors.peekFirst();
    horizon.ifPresent(this::forgetSeenBy);
  }

  private void forgetSeenBy(Visibility horizon) {
    unseen.forgetSeenBy(horizon);
    forgotten.removeIf(xid -> !horizon.invisible(xid));
    overlays.values().forEach(overlay -> overlay.forgetSeenBy(horizon));
    recount();
  }

  /** The rows that a chunk adds to what the stream has published. */
  List<RowImage> merge(ChunkRead chunk) {
    TableSchema schema = chunk.schema();
    Overlay overlay = overlays.get(schema.table());
    List<RowImage> added = new ArrayList<>(chunk.rows().size());
    for (RowImage row : chunk.rows()) {
      overlay.merge(row.key(schema), row, chunk.visibility()).ifPresent(added::add);
    }
    return added;
  }

  /**
   * The table has another definition from here on. Every transaction that wrote under the old one
   * ended before the change of definition could, so that chunks read under the new one see them
   * all.
   */
  void redefined(TableId table) {
    Optional.ofNullable(overlays.get(table)).ifPresent(Overlay::clear);
    recount();
  }

  /** The table has no chunk to come any more. */
  void complete(TableId table) {
    overlays.remove(table);
    recount();
    if (overlays.isEmpty()) {
      unseen.clear();
      forgotten.clear();
    }
  }

  /** How many rows are remembered. */
  long rows() {
    return overlays.values().stream().mapToLong(Overlay::size).sum();
  }

  /** What they take, in bytes, about. */
  long bytes() {
    return bytes;
  }

  private void recount() {
    bytes = overlays.values().stream().mapToLong(Overlay::bytes).sum();
  }

  /**
   * From where on the log has to be read again after a restart, so that the overlay is whole again.
   */
  Optional<Lsn> oldestUnseen() {
    return unseen.oldest();
  }
}
