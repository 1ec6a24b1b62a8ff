package io.sluice.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A release of PostgreSQL, such as 17.4.
 *
 * @param major 17 of it
 * @param minor 4 of it
 */
public record Release(int major, int minor) {

  private static final int MINORS = 10_000;

  private static final String NUMBER = "SELECT current_setting('server_version_num')::int";

  /** A session's server. */
  public static Release of(Connection session) throws SQLException {
    int number = Query.of(session, NUMBER).first(row -> row.getInt(1)).orElseThrow();
    return new Release(number / MINORS, number % MINORS);
  }

  /** What somebody should know before its log is decoded; nothing if it has no known bug. */
  public List<Finding> asSource() {
    return check(KnownBug.of(this));
  }

  /** What somebody should know before rows are written to it. */
  public List<Finding> asTarget() {
    return check(KnownBug.of(this).stream().filter(KnownBug::isOfIndexes).toList());
  }

  private List<Finding> check(List<KnownBug> bugs) {
    if (bugs.isEmpty()) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            "minor-version",
            "database.hostname",
            "The server is PostgreSQL %s, in which %s."
                .formatted(
                    this, bugs.stream().map(KnownBug::symptom).collect(Collectors.joining("; "))),
            "Update it to %s or later, which takes new programs and a restart."
                .formatted(KnownBug.mended(this, bugs))));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
