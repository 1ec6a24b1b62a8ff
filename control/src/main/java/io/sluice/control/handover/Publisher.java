package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The source's side of a subscription.
 *
 * @param session on the source, in autocommit
 * @param slot its name
 * @param publication its name
 */
record Publisher(Connection session, String slot, String publication) {

  private static final String TABLES =
      "SELECT count(*) FROM pg_publication_tables WHERE pubname = ?";

  /** Only a table that the publication names can be taken out of it, and only by its owner. */
  private static final String HAS_CANARY =
      """
      SELECT count(*) FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
       WHERE p.pubname = ? AND r.prrelid = to_regclass('sluice.canary')
         AND pg_has_role(p.pubowner, 'USAGE')
      """;

  /** Whoever else replicates into this cluster has an origin in it, or a subscription. */
  private static final String OTHERS =
      "SELECT count(*) FROM pg_replication_origin WHERE roname NOT LIKE ?";

  private static final String ADVANCE =
      "SELECT end_lsn FROM pg_replication_slot_advance(?, CAST(? AS pg_lsn))";

  private static final String END = "SELECT pg_current_wal_lsn()";

  /**
   * The slot.
   *
   * @throws Problem if it is gone, or not fit for a subscription
   */
  ReplicationSlot find(String database) throws SQLException {
    ReplicationSlot found =
        ReplicationSlot.find(session, slot)
            .orElseThrow(() -> new Problem("the source has no slot " + slot));
    if (!found.streams(database) || found.invalidation().isPresent()) {
      throw new Problem(
          "slot %s cannot go on: it is for %s%s"
              .formatted(
                  slot,
                  found.kind(),
                  found.invalidation().map(why -> ", given up: " + why).orElse("")));
    }
    return found;
  }

  /** How many tables are published, the canary included. */
  long tables() throws SQLException {
    return count(TABLES, publication);
  }

  /** Whether changes are replicated into the source, by others than the sinks of Sluice. */
  boolean receives() throws SQLException {
    return count(OTHERS, "sluice:%") > 0;
  }

  /** Takes the source connector's canary out of the publication, where that can be. */
  boolean removeCanary() throws SQLException {
    if (count(HAS_CANARY, publication) == 0) {
      return false;
    }
    try (Statement statement = session.createStatement()) {
      statement.execute(
          "ALTER PUBLICATION %s DROP TABLE sluice.canary".formatted(Sql.identifier(publication)));
      return true;
    }
  }

  /**
   * Moves the slot to exactly this position.
   *
   * @throws Problem if it is beyond it: what lies between would be lost
   */
  Lsn moveTo(Lsn end, String database) throws SQLException {
    Lsn confirmed = find(database).confirmedFlushLsn();
    if (!end.hasReached(confirmed)) {
      throw new Problem(
          "slot %s is confirmed up to %s, beyond the target's position %s: changes between would be"
                  .formatted(slot, confirmed, end)
              + " lost");
    }
    if (!confirmed.equals(end)) {
      advance(end);
    }
    return end;
  }

  private void advance(Lsn end) throws SQLException {
    Lsn reached = Lsn.parse(Query.of(session, ADVANCE, slot, end.toString()).text());
    if (!reached.equals(end)) {
      throw new Problem("slot %s went to %s, not to %s".formatted(slot, reached, end));
    }
  }

  /** Where the source's log ends now. */
  Lsn end() throws SQLException {
    return Lsn.parse(Query.of(session, END).text());
  }

  private long count(String question, String parameter) throws SQLException {
    return Query.of(session, question, parameter).number();
  }
}
