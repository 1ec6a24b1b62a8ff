package io.sluice.control.demo;

import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Picture;
import io.sluice.control.report.Problem;
import io.sluice.control.status.Phase;
import io.sluice.control.status.Status;
import io.sluice.control.status.StatusReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Paints the tables' bars until everything is copied. Used by one thread. */
final class CopyWatch {

  // Connect reads its whole offsets topic for every question.
  private static final Patience REFRESH =
      new Patience(Duration.ofSeconds(1), Duration.ofMinutes(3));

  private final StatusReader statuses;
  private final Writers writers;
  private final Picture picture;
  private final Stopwatch copying;
  private Optional<Copy> copy = Optional.empty();
  private long rows = -1;
  private Stopwatch sinceLastRow = new Stopwatch();

  /**
   * @param copying runs since the connectors were created
   */
  CopyWatch(StatusReader statuses, Writers writers, Console console, Stopwatch copying) {
    this.statuses = statuses;
    this.writers = writers;
    this.picture = new Picture(console);
    this.copying = copying;
  }

  /** Returns when every table is copied, but not before {@code atLeast} is over. */
  Copy await(Duration atLeast) throws SQLException {
    while (copy.isEmpty() || copying.elapsed().compareTo(atLeast) < 0) {
      look(statuses.read());
      REFRESH.pause();
    }
    return copy.get();
  }

  private void look(Status status) {
    if (status.phase() == Phase.FAILED) {
      throw new Problem(status.complaint());
    }
    writers.requireHealth();
    if (copy.isEmpty() && status.isCopied()) {
      copy = Optional.of(new Copy(status.rows(), copying.seconds()));
    }
    requireProgress(status);
    picture.show(headline(status), status.bars());
  }

  private void requireProgress(Status status) {
    if (status.rows() != rows) {
      rows = status.rows();
      sinceLastRow = new Stopwatch();
    }
    if (copy.isEmpty() && sinceLastRow.elapsed().compareTo(REFRESH.limit()) > 0) {
      throw new Problem(
          "no row was copied for " + REFRESH.limit().toSeconds() + " s: " + status.headline());
    }
  }

  private String headline(Status status) {
    return String.format(
        Locale.ROOT,
        "%5.1f s  %,d rows changed by writers; %s",
        copying.seconds(),
        writers.changes(),
        status.headline());
  }
}
