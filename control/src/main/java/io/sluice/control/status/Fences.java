package io.sluice.control.status;

import io.sluice.control.migration.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The fences of a migration that stand: who is kept from writing. */
final class Fences {

  private static final String STANDING =
      "SELECT kind, date_trunc('second', closed)::text FROM sluice.fence"
          + " WHERE migration = ? AND opened IS NULL ORDER BY closed";

  private Fences() {}

  /** Those in one database, in sentences. */
  static List<String> in(Connection session, Database side, String migration) throws SQLException {
    List<String> fences = new ArrayList<>();
    for (List<String> row : TargetView.rows(session, "fence", STANDING, migration)) {
      fences.add("%s is closed to writers (%s) since %s".formatted(side, row.get(0), row.get(1)));
    }
    return fences;
  }
}
