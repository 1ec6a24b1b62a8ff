package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves again and again that the stream brings what the publication should publish: PostgreSQL 18
 * leaves changes out without a word to the client while a publication is not there.
 *
 * <p>The watch's thread changes a row of {@code sluice.canary}, commits, and only then notes the
 * end of the log. A stream that has passed this position has brought the change, or never will.
 */
public final class Canary implements Inspection {

  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

  /**
   * A change that the stream has to bring.
   *
   * @param number of this slot's change, rising
   * @param before it was committed before this position
   */
  private record Beat(long number, Lsn before) {}

  private final SlotOptions slot;
  private boolean silenced;
  private volatile long seen;
  private volatile Optional<Beat> due = Optional.empty();

  /** A canary of this slot and its publication. */
  public Canary(SlotOptions slot) {
    this.slot = slot;
  }

  /** Called by the watch's thread. One beat at a time: the stream may be far behind. */
  @Override
  public void inspect(Connection session) throws SQLException {
    if (silenced || due.isPresent() || !slot.canary()) {
      return;
    }
    if (!CanaryTable.isPublished(session, slot.publication())) {
      silence("the publication does not have table sluice.canary");
    } else if (!CanaryTable.isWritable(session)) {
      silence("the role may not write to table sluice.canary");
    } else {
      beat(session);
    }
  }

  private void silence(String reason) {
    silenced = true;
    LOG.info("canary=off publication={} reason=\"{}\"", slot.publication(), reason);
  }

  private void beat(Connection session) throws SQLException {
    OptionalLong number = CanaryTable.beat(session, slot);
    if (number.isEmpty()) {
      throw SourceFailure.withRemedy(
          ErrorCode.PUBLICATION_INEFFECTIVE,
          "Publication %s has been dropped, or dropped and made again, since the slot was made."
              .formatted(slot.publication()));
    }
    due = Optional.of(new Beat(number.getAsLong(), end(session)));
  }

  private static Lsn end(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  /** The stream brought this change of a table that is not captured. Called by its thread. */
  public void hear(PgOutputMessage change) {
    if (change instanceof Insert insert) {
      hear(insert.relation(), insert.after());
    } else if (change instanceof Update update) {
      hear(update.relation(), update.after());
    }
  }

  private void hear(Relation relation, RowImage row) {
    if (relation.table().equals(CanaryTable.NAME)
        && text(relation, row, "slot").equals(slot.name())) {
      seen = Long.parseLong(text(relation, row, "beat"));
    }
  }

  private static String text(Relation relation, RowImage row, String column) {
    return IntStream.range(0, row.size())
        .filter(i -> relation.columns().get(i).name().equals(column))
        .mapToObj(row::at)
        .filter(Value.Text.class::isInstance)
        .map(value -> ((Value.Text) value).string())
        .findFirst()
        .orElse("");
  }

  /**
   * The stream has brought every transaction that committed before this position. Called by its
   * thread.
   *
   * @throws SourceFailure if the canary's change was one of them and did not come
   */
  public void passed(Lsn lsn) {
    Optional<Beat> beat = due;
    if (beat.isEmpty() || !lsn.hasReached(beat.get().before())) {
      return;
    }
    if (seen < beat.get().number()) {
      throw SourceFailure.withRemedy(
          ErrorCode.PUBLICATION_INEFFECTIVE,
          ("The stream is past %s and has not brought the change of sluice.canary that was committed"
                  + " before: publication %s has not been in effect.")
              .formatted(beat.get().before(), slot.publication()));
    }
    due = Optional.empty();
  }
}
