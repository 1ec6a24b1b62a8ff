package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What of the source's settings and contents somebody should know before a start. */
record ServerAdvice(Connection session, SlotOptions slot) {

  private static final String SENDER_TIMEOUT =
      "SELECT setting::bigint FROM pg_settings WHERE name = 'wal_sender_timeout'";

  /** A role that may not see the standbys sees no state of theirs. */
  private static final String STANDBYS_WAITED_FOR =
      """
      SELECT current_setting('synchronous_standby_names')
       WHERE current_setting('synchronous_standby_names') <> ''
         AND current_setting('synchronous_commit') NOT IN ('off', 'local')
         AND (SELECT count(*) FROM pg_stat_replication
               WHERE sync_state IS NULL OR sync_state IN ('sync', 'quorum'))
             < coalesce(substring(current_setting('synchronous_standby_names')
                                  FROM '(\\d+)\\s*\\(')::int, 1)
      """;

  private static final String HAS_LARGE_OBJECTS =
      "SELECT EXISTS (SELECT FROM pg_largeobject_metadata)";

  List<Finding> check() throws SQLException {
    List<Finding> findings = new ArrayList<>(senderTimeout());
    findings.addAll(
        Query.of(session, STANDBYS_WAITED_FOR).list(row -> standbysAway(row.getString(1))));
    if (Query.of(session, HAS_LARGE_OBJECTS).holds()) {
      findings.add(largeObjects());
    }
    return findings;
  }

  private List<Finding> senderTimeout() throws SQLException {
    long timeout = Query.of(session, SENDER_TIMEOUT).number();
    long least = 3 * slot.statusInterval().toMillis();
    if (timeout >= least) {
      return List.of();
    }
    String what =
        timeout == 0
            ? "wal_sender_timeout is 0: a connector that is gone without a word keeps the slot."
            : ("wal_sender_timeout is %d ms, too close to the %d ms in which the connector tells how"
                    + " far it is: the server may end the stream.")
                .formatted(timeout, slot.statusInterval().toMillis());
    return List.of(
        Finding.warning(
            "wal-sender-timeout",
            "status.update.interval.ms",
            what,
            "Run ALTER SYSTEM SET wal_sender_timeout = '%d s'; SELECT pg_reload_conf();"
                .formatted(Math.max(60, least / 1000))));
  }

  private static Finding standbysAway(String names) {
    return Finding.warning(
        "synchronous-standbys",
        "database.hostname",
        ("Every commit waits for a standby of synchronous_standby_names = %s, and not enough of them"
                + " are connected: rows are streamed that nobody on the source can see yet, and"
                + " neither the publication nor a cutover's mark can be committed.")
            .formatted(names),
        "Bring the standby back, or run ALTER SYSTEM SET synchronous_standby_names = '';"
            + " SELECT pg_reload_conf();");
  }

  private static Finding largeObjects() {
    return Finding.warning(
        "large-objects",
        "database.dbname",
        "The database has large objects, whose changes are in no publication.",
        "Copy them with pg_dump --large-objects once nobody writes; or, if nobody needs them, run"
            + " SELECT lo_unlink(oid) FROM pg_largeobject_metadata;");
  }
}
