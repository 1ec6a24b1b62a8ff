package io.sluice.bench.stand;

import java.sql.SQLException;

/**
 * A new database of the target server, with the moved tables in it, empty; dropped when it is
 * closed.
 *
 * @param database where it is
 * @param admin another database of the same server
 */
public record TargetDatabase(Server database, Server admin) implements AutoCloseable {

  @Override
  public void close() throws SQLException {
    admin.execute(
        "DROP DATABASE " + database.endpoint().database() + " WITH (FORCE)", "CHECKPOINT");
  }
}
