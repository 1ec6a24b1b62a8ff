package io.sluice.source.capture;

import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators ask for, one after the other. A signal counts as handled once its effect is
 * stored: after a crash between the two it is handled again, which does no harm.
 *
 * <p>Any thread may {@link #post}; all else is for the capture thread, between two transactions.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private record Posted(Signal signal, long nextOffset) {}

  private final Amendments amendments;
  private final FollowedTables followed;
  private final SnapshotRun snapshot;
  private final int configuredRows;
  private final Queue<Posted> posted = new ConcurrentLinkedQueue<>();
  private SignalState state;

  /**
   * Signals of a capture, which begins where the last run's signals left it.
   *
   * @param configuredRows how many rows a chunk has if no signal says otherwise
   */
  Signals(
      Amendments amendments,
      FollowedTables followed,
      SnapshotRun snapshot,
      int configuredRows,
      SignalState state) {
    this.amendments = amendments;
    this.followed = followed;
    this.snapshot = snapshot;
    this.configuredRows = configuredRows;
    this.state = state;
    snapshot.pause(state.paused());
    snapshot.chunkRows(state.rowsUnder(configuredRows));
  }

  /**
   * Takes a signal.
   *
   * @param nextOffset where its topic goes on behind it
   */
  void post(Signal signal, long nextOffset) {
    posted.add(new Posted(signal, nextOffset));
  }

  /**
   * Says where the signal topic is read from, if that has never been stored: signals that are
   * written from now on are not lost, whatever happens.
   */
  void startAt(OptionalLong nextOffset, Position position, Amendments.Handover out)
      throws SQLException, InterruptedException {
    if (nextOffset.isPresent() && state.nextOffset().isEmpty()) {
      store(state.at(nextOffset.getAsLong()), position, out);
    }
  }

  /** Asks for a re-read that the configuration wants, unless that was done before. */
  void configured(ConfiguredReread wanted, Position position, Amendments.Handover out)
      throws SQLException, InterruptedException {
    if (state.reread().filter(wanted.text()::equals).isEmpty()) {
      reread(wanted.reread(), position, out);
      store(state.reread(wanted.text()), position, out);
    }
  }

  /** Handles what has been posted. */
  void apply(Position position, Amendments.Handover out) throws SQLException, InterruptedException {
    for (Posted next = posted.poll(); next != null; next = posted.poll()) {
      handle(next.signal(), position, out);
      store(state.at(next.nextOffset()), position, out);
    }
  }

  private void handle(Signal signal, Position position, Amendments.Handover out)
      throws SQLException, InterruptedException {
    if (signal instanceof Signal.Reread reread) {
      reread(reread, position, out);
    } else if (signal instanceof Signal.Pause || signal instanceof Signal.Resume) {
      pause(signal instanceof Signal.Pause);
    } else if (signal instanceof Signal.ChunkRows rows) {
      LOG.info("event=signal chunk_rows={}", rows.rows());
      snapshot.chunkRows(rows.rows());
      state = state.chunkRows(rows.rows(), configuredRows);
    } else if (signal instanceof Signal.Unreadable unreadable) {
      LOG.warn("event=signal-ignored reason=\"{}\"", unreadable.reason());
    }
  }

  private void pause(boolean paused) {
    LOG.info("event=signal paused={}", paused);
    snapshot.pause(paused);
    state = state.paused(paused);
  }

  private void reread(Signal.Reread wanted, Position position, Amendments.Handover out)
      throws SQLException, InterruptedException {
    for (Pattern pattern : wanted.tables()) {
      List<TableId> tables =
          followed.names().stream()
              .filter(table -> pattern.matcher(table.toString()).matches())
              .sorted()
              .toList();
      if (tables.isEmpty()) {
        LOG.warn(
            "event=signal-ignored reason=\"no captured table is called {}\"", pattern.pattern());
      }
      for (TableId table : tables) {
        Progress.Snapshot start =
            Progress.Snapshot.start(table, followed.find(table).orElseThrow());
        amendments.reread(start.again(wanted.range()), position, out);
      }
    }
  }

  private void store(SignalState newer, Position position, Amendments.Handover out)
      throws SQLException, InterruptedException {
    state = newer;
    out.put(List.of(), List.of(new Watermark.Heartbeat(position)), new Progress.Signals(state));
  }
}
