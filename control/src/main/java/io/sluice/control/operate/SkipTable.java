package io.sluice.control.operate;

import io.sluice.change.Lsn;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * {@code sluice.skips} on the target: what the sink is to leave out, who said so, and what that
 * came to.
 *
 * @param session on the target, in autocommit
 * @param connector the sink's name
 */
record SkipTable(Connection session, String connector) {

  private static final OwnTable TABLE =
      new OwnTable(
          "skips",
          """
          connector text NOT NULL,
          position pg_lsn NOT NULL,
          who text NOT NULL,
          reason text NOT NULL,
          noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          skipped_at timestamptz,
          changes bigint NOT NULL DEFAULT 0,
          tables text[] NOT NULL DEFAULT '{}',
          mended_at timestamptz,
          PRIMARY KEY (connector, position)
          """);

  private static final String ADD =
      """
      INSERT INTO sluice.skips (connector, position, who, reason)
      VALUES (?, CAST(? AS pg_lsn), concat(?, ' as ', current_user), ?)
      ON CONFLICT (connector, position) DO NOTHING
      """;

  private static final String MEND =
      """
      UPDATE sluice.skips SET mended_at = coalesce(mended_at, clock_timestamp())
       WHERE connector = ? AND position = CAST(? AS pg_lsn) AND skipped_at IS NOT NULL
      """;

  private static final String FIND =
      """
      SELECT changes, array_to_string(tables, ', ') FROM sluice.skips
       WHERE connector = ? AND position = CAST(? AS pg_lsn) AND skipped_at IS NOT NULL
      """;

  private static final String APPLIED =
      "SELECT coalesce(max(commit_lsn), '0/0') FROM sluice.progress WHERE connector = ?";

  /**
   * What was left out.
   *
   * @param changes how many
   * @param tables in which they were
   */
  record Skipped(long changes, String tables) {}

  void create() throws SQLException {
    TABLE.create(session);
  }

  boolean exists() throws SQLException {
    return TABLE.exists(session);
  }

  /** Notes a transaction; one that is noted already stays as it is. */
  void add(Lsn position, String who, String reason) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(ADD)) {
      insert.setString(1, connector);
      insert.setString(2, position.toString());
      insert.setString(3, who);
      insert.setString(4, reason);
      insert.executeUpdate();
    }
  }

  /** Notes that its tables are as they should be again; false if it was never left out. */
  boolean mend(Lsn position) throws SQLException {
    try (PreparedStatement update = session.prepareStatement(MEND)) {
      update.setString(1, connector);
      update.setString(2, position.toString());
      return update.executeUpdate() > 0;
    }
  }

  /** What the sink has left out of a transaction; empty before it came to it. */
  Optional<Skipped> find(Lsn position) throws SQLException {
    return Query.of(session, FIND, connector, position.toString())
        .first(row -> new Skipped(row.getLong(1), row.getString(2)));
  }

  /** Up to where the sink has applied; fails if it has never run. */
  Lsn applied() throws SQLException {
    return Lsn.parse(Query.of(session, APPLIED, connector).text());
  }
}
