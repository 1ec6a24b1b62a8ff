package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Watermark;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.KeyRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes in a capture while it runs: tables that come, that are replaced by others of the
 * same name, or whose old rows got other contents without a word in the log.
 *
 * <p>Any thread may {@link #discover}; all else is for the capture thread, between two transactions
 * or at a Relation message.
 */
final class Amendments {

  private static final Logger LOG = LoggerFactory.getLogger(Amendments.class);

  /** Where a batch goes that is complete in itself. */
  interface Handover {
    void put(List<RowChange> changes, List<Watermark> watermarks, Progress progress)
        throws SQLException, InterruptedException;
  }

  /** The definition of a table now; empty if it is gone. */
  interface Definitions {
    Optional<TableSchema> of(TableId table) throws SQLException;

    /** What is wrong with a range that somebody gave; empty if nothing is. */
    Optional<String> problem(TableSchema table, KeyRange.Between range) throws SQLException;
  }

  private final FollowedTables followed;
  private final SnapshotRun snapshot;
  private final WholeCopies wholeCopies;
  private final Definitions definitions;
  private final boolean copiesTables;
  private final Queue<Discovery> discoveries = new ConcurrentLinkedQueue<>();

  /**
   * Amendments of a capture.
   *
   * @param copiesTables whether tables are copied, rather than only followed
   */
  Amendments(
      FollowedTables followed,
      SnapshotRun snapshot,
      WholeCopies wholeCopies,
      Definitions definitions,
      boolean copiesTables) {
    this.followed = followed;
    this.snapshot = snapshot;
    this.wholeCopies = wholeCopies;
    this.definitions = definitions;
    this.copiesTables = copiesTables;
  }

  /** The catalog shows a table otherwise than it is followed. */
  void discover(Discovery discovery) {
    discoveries.add(discovery);
  }

  /** Follows the tables that no earlier run has known, and goes on with what is not done. */
  void start(CapturePlan plan, Position position, Handover out)
      throws SQLException, InterruptedException {
    for (Progress.Snapshot progress : plan.unfinished()) {
      if (isKeyless(progress.table())) {
        wholeCopies.add(progress);
      } else if (progress.hasBegun()) {
        snapshot.resume(progress);
      } else {
        snapshot.begin(progress);
      }
    }
    for (Map.Entry<TableId, TableMark> table : plan.fresh().entrySet()) {
      if (plan.late().contains(table.getKey())) {
        begin(table.getKey(), table.getValue(), position, out);
      } else {
        beginUnwritten(table.getKey(), table.getValue(), position, out);
      }
    }
  }

  /** Nobody can have written to it unpublished, so that nobody has to be waited for. */
  private void beginUnwritten(TableId table, TableMark mark, Position position, Handover out)
      throws SQLException, InterruptedException {
    followed.follow(table, mark);
    Progress.Snapshot start = Progress.Snapshot.start(table, mark);
    if (copiesTables && isKeyless(table)) {
      wholeCopies.add(start);
    } else if (copiesTables) {
      snapshot.resume(start);
    }
    out.put(List.of(), begun(table, position), copiesTables ? start : start.finished());
  }

  /**
   * Acts on what was discovered, as far as the stream has come.
   *
   * @return whether there was anything
   */
  boolean apply(Position position, Lsn passed, Handover out)
      throws SQLException, InterruptedException {
    boolean acted = false;
    while (!discoveries.isEmpty() && passed.hasReached(discoveries.peek().asOf())) {
      apply(discoveries.remove(), position, out);
      acted = true;
    }
    return acted;
  }

  private void apply(Discovery discovery, Position position, Handover out)
      throws SQLException, InterruptedException {
    TableId table = discovery.table();
    TableMark mark = discovery.mark();
    Optional<TableMark> known = followed.find(table);
    if (known.isEmpty()) {
      begin(table, mark, position, out);
    } else if (known.get().oid() != mark.oid()) {
      replace(table, mark, position, out);
    } else if (copiesTables && mark.changesRowsOf(known.get())) {
      followed.follow(table, mark);
      reread(Progress.Snapshot.start(table, mark), position, out);
    } else {
      followed.follow(table, mark);
    }
  }

  /** Follows a table from here on, and reads the rows that it has. */
  void begin(TableId table, TableMark mark, Position position, Handover out)
      throws SQLException, InterruptedException {
    out.put(List.of(), begun(table, position), start(table, mark));
  }

  /** Follows another table under the same name: the rows of the old one are gone. */
  void replace(TableId table, TableMark mark, Position position, Handover out)
      throws SQLException, InterruptedException {
    out.put(emptied(table, position), begun(table, position), start(table, mark));
  }

  /**
   * Reads a table, or a part of it, once more. Rows without a key cannot take the place of those
   * that are in the topic already: these go first.
   */
  void reread(Progress.Snapshot wanted, Position position, Handover out)
      throws SQLException, InterruptedException {
    TableId table = wanted.table();
    Optional<String> problem = problem(wanted);
    if (problem.isPresent()) {
      LOG.warn("event=reread-refused reason=\"{}\"", problem.get());
      return;
    }
    LOG.info("event=reread table={} whole={}", table, wanted.rest().equals(KeyRange.Between.ALL));
    List<RowChange> first = isKeyless(table) ? emptied(table, position) : List.of();
    out.put(first, begun(table, position), copy(wanted));
  }

  private Optional<String> problem(Progress.Snapshot wanted) throws SQLException {
    Optional<TableSchema> table = definitions.of(wanted.table());
    if (table.isEmpty()) {
      return Optional.of("there is no table " + wanted.table() + " any more");
    }
    return table.get().key().isEmpty()
        ? Optional.empty()
        : definitions.problem(table.get(), wanted.rest());
  }

  private List<RowChange> emptied(TableId table, Position position) throws SQLException {
    Stamp stamp = new Stamp(position, position.commitLsn(), 0, System.currentTimeMillis() * 1000);
    return definitions.of(table).stream()
        .<RowChange>map(schema -> new RowChange.Truncate(schema, stamp))
        .toList();
  }

  private boolean isKeyless(TableId table) throws SQLException {
    return definitions.of(table).filter(schema -> schema.key().isEmpty()).isPresent();
  }

  private Progress.Snapshot copy(Progress.Snapshot wanted) throws SQLException {
    if (!isKeyless(wanted.table())) {
      return snapshot.begin(wanted);
    }
    Progress.Snapshot whole = wanted.again(KeyRange.Between.ALL);
    wholeCopies.add(whole);
    return whole;
  }

  private Progress.Snapshot start(TableId table, TableMark mark) throws SQLException {
    LOG.info("event=table-begun table={} oid={}", table, Integer.toUnsignedString(mark.oid()));
    followed.formerName(mark.oid(), table).ifPresent(this::leave);
    followed.follow(table, mark);
    Progress.Snapshot start = Progress.Snapshot.start(table, mark);
    return copiesTables ? copy(start) : start.finished();
  }

  private void leave(TableId former) {
    LOG.info("event=table-left table={}", former);
    followed.forget(former);
    snapshot.giveUp(former);
    wholeCopies.giveUp(former);
  }

  private static List<Watermark> begun(TableId table, Position position) {
    return List.of(new Watermark.TableBegun(position, table));
  }
}
