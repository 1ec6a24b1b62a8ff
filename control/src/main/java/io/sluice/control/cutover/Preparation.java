package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.control.verify.ChangedRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done while the writers write: afterwards nothing is left to do that takes long.
 *
 * @param move what for
 */
record Preparation(Move move) {

  private static final Patience POSTPONED =
      new Patience(Duration.ofMillis(500), Duration.ofDays(365));
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final int CROSSINGS = 3;

  /**
   * Sees to it that whatever is written over there comes here, and that nobody writes there yet.
   */
  String prepare() throws SQLException {
    List<TableId> there = move.route().tablesTo();
    List<String> done = new ArrayList<>();
    if (!move.options().oneWay()) {
      prepareWayBack(there);
      done.add("the way back runs");
    }
    int analyzed = new Statistics(move.route().to()).gather(there);
    done.add(analyzed + " tables were analyzed");
    if (!move.options().rehearse()) {
      move.there().close(move.options().settings().fencing(), there, move.patience());
      done.add(move.route().to() + " is closed");
    }
    return String.join(", ", done);
  }

  private void prepareWayBack(List<TableId> there) throws SQLException {
    if (move.route().direction() == Direction.CUTOVER) {
      new WayBack(move.route().wayBack(), move.rest(), move.templates())
          .start(there, move.patience());
    }
    new OwnChanges(move.route().way(), move.rest()).set(move.patience());
    new OwnChanges(move.route().wayBack(), move.rest()).set(move.patience());
    try (Pipeline back = move.wayBack()) {
      back.cross(Steps.silent(), move.patience());
    }
  }

  /** Waits for as long as the file is there. */
  String hold() {
    if (move.options().postponeFile().isEmpty()) {
      return "nobody postpones it";
    }
    Path file = move.options().postponeFile().get();
    POSTPONED
        .telling(move.console())
        .until(() -> Files.notExists(file), () -> "postponed while " + file + " is there");
    return file + " is not there";
  }

  /**
   * Sends marks all the way, until one is fast enough.
   *
   * @param changed is read on as far as they have come, so that little is left for later
   * @return how long it took
   */
  Duration lag(Pipeline way, ChangedRows changed) throws SQLException {
    Duration most = move.options().settings().maxLag();
    Patience patience = new Patience(INTERVAL, move.options().timeout()).telling(move.console());
    Duration lag = Duration.ZERO;
    for (int tried = 0; tried < CROSSINGS; tried++) {
      long begin = System.nanoTime();
      Pipeline.Crossing crossing = way.cross(Steps.silent(), patience);
      lag = Duration.ofNanos(System.nanoTime() - begin);
      changed.readUpTo(crossing.barrier().ends());
      if (lag.compareTo(most) <= 0) {
        return lag;
      }
    }
    throw new Problem(
        "a mark takes %d ms to %s, and %d s are allowed (--max-lag): wait until it has caught up"
            .formatted(lag.toMillis(), move.route().to(), most.toSeconds()));
  }
}
