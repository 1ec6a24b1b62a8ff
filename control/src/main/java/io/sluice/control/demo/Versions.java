package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * The versions of both servers, as they say themselves.
 *
 * @param source such as {@code 15.19}
 * @param target such as {@code 18.6}
 */
record Versions(String source, String target) {

  /** Asks both sides. */
  static Versions of(Migration migration) throws SQLException {
    return new Versions(version(migration.source().database()), version(migration.target()));
  }

  private static String version(Database database) throws SQLException {
    try (Connection session = database.open("demo")) {
      return session.getMetaData().getDatabaseProductVersion();
    }
  }

  /** For scripts. */
  void put(Map<String, Object> report) {
    report.put("source_version", source);
    report.put("target_version", target);
  }

  /** For people. */
  @Override
  public String toString() {
    return "from PostgreSQL " + source + " to " + target;
  }
}
