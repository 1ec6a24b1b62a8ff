package io.sluice.control.cleanup;

import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The replication origins under which a way's sink writes.
 *
 * @param connectors which may still write
 */
record Origins(Connectors connectors) implements Kind {

  /** The name is compared as it is: an underscore in it is no pattern. */
  private static final String FIND =
      "SELECT roname FROM pg_replication_origin WHERE starts_with(roname, ?) ORDER BY 1";

  private static final String DROP = "SELECT pg_replication_origin_drop(?)";

  @Override
  public String word() {
    return "origins";
  }

  @Override
  public String meaning() {
    return "a capture of that server can no longer tell what the sink wrote from what others wrote";
  }

  @Override
  public List<Thing> find(Way way) throws SQLException {
    List<Thing> found = new ArrayList<>();
    try (Connection session = way.target().open("cleanup")) {
      for (String name : names(session, "sluice:" + way.sinkConnector() + ":")) {
        found.add(new Thing(word(), name, way.target().toString(), remedy(name)));
      }
    }
    return found;
  }

  @Override
  public void remove(Way way, Thing thing) throws SQLException {
    connectors.requireNone(way, "origin " + thing.name());
    try (Connection session = way.target().open("cleanup");
        PreparedStatement drop = session.prepareStatement(DROP)) {
      drop.setString(1, thing.name());
      drop.execute();
    }
  }

  /** All origins whose names start so. */
  static List<String> names(Connection session, String start) throws SQLException {
    return Query.of(session, FIND, start).list(row -> row.getString(1));
  }

  static String remedy(String name) {
    return "SELECT pg_replication_origin_drop(" + Sql.literal(name) + ");";
  }
}
