package io.sluice.control.cleanup;

import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A way's publication.
 *
 * @param connectors which may still rely on it
 */
record Publications(Connectors connectors) implements Kind {

  private static final String EXISTS = "SELECT FROM pg_publication WHERE pubname = ?";

  @Override
  public String word() {
    return "publication";
  }

  @Override
  public String meaning() {
    return "a slot that still relies on it brings nothing any more; its tables stay";
  }

  @Override
  public List<Thing> find(Way way) throws SQLException {
    try (Connection session = way.source().open("cleanup")) {
      return Query.of(session, EXISTS, way.publication())
          .list(
              row ->
                  new Thing(word(), way.publication(), way.source().toString(), drop(way) + ";"));
    }
  }

  @Override
  public void remove(Way way, Thing thing) throws SQLException {
    connectors.requireNone(way, "publication " + thing.name());
    Slots.requireOwn(way);
    try (Connection session = way.source().open("cleanup");
        Statement statement = session.createStatement()) {
      statement.execute(drop(way));
    }
  }

  private static String drop(Way way) {
    return "DROP PUBLICATION " + Sql.identifier(way.publication());
  }
}
