package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Whether {@code max_slot_wal_keep_size} keeps the log for as long as the copy takes, and for an
 * hour at the least: so long the slot may have to wait for a Kafka that is away.
 *
 * <p>The copy is reckoned at 20 MB a second for the whole database, the log at what the server has
 * written on average since its statistics began, or just now if that is more.
 */
record LogReserve(Connection session) {

  private static final long MB = 1024 * 1024;
  private static final long COPIED_A_SECOND = 20 * MB;
  private static final long LEAST_SECONDS = 3600;

  private static final String LIMIT =
      "SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size'";

  private static final String AVERAGE =
      """
      SELECT wal_bytes / greatest(extract(epoch FROM clock_timestamp() - stats_reset), 1),
             pg_database_size(current_database())
        FROM pg_stat_wal
      """;

  private static final String END =
      "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
          + " ELSE pg_current_wal_insert_lsn() END";

  private static final String PRESENT = "SELECT 2 * (" + END + " - ?::pg_lsn) FROM pg_sleep(0.5)";

  private record Load(double logASecond, long databaseBytes) {

    Load atLeast(double other) {
      return new Load(Math.max(logASecond, other), databaseBytes);
    }

    long seconds() {
      return Math.max(LEAST_SECONDS, databaseBytes / COPIED_A_SECOND);
    }

    long megabytes() {
      return (long) Math.ceil(logASecond * seconds() / MB);
    }
  }

  List<Finding> check() throws SQLException {
    long limit = Query.of(session, LIMIT).first(row -> row.getLong(1)).orElse(-1L);
    if (limit < 0) {
      return List.of();
    }
    Optional<Load> load =
        Query.of(session, AVERAGE).first(row -> new Load(row.getDouble(1), row.getLong(2)));
    String now = Query.of(session, "SELECT " + END).text();
    double present = Query.of(session, PRESENT, now).first(row -> row.getDouble(1)).orElse(0.0);
    return load.map(average -> average.atLeast(present))
        .filter(reckoned -> reckoned.megabytes() > limit)
        .map(reckoned -> List.of(tooSmall(reckoned, limit)))
        .orElse(List.of());
  }

  private static Finding tooSmall(Load load, long limit) {
    return Finding.warning(
        "wal-keep-size",
        "slot.name",
        ("max_slot_wal_keep_size is %d MB, but about %d MB of log are written in the %d min that the"
                + " copy of %d MB may take at 20 MB a second, or Kafka may be away: the server would"
                + " give the slot up.")
            .formatted(limit, load.megabytes(), load.seconds() / 60, load.databaseBytes() / MB),
        "Run ALTER SYSTEM SET max_slot_wal_keep_size = '%d MB'; SELECT pg_reload_conf();"
            .formatted(2 * load.megabytes()));
  }
}
