package io.sluice.control.schema;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server says of a failed statement, without the detail, which may hold values of rows. */
final class ServerMessage {

  /** Deadlock; lock not available, which is what lock_timeout gives. */
  private static final Set<String> TRANSIENT = Set.of("40P01", "55P03");

  private ServerMessage() {}

  static String of(SQLException e) {
    ServerErrorMessage said =
        e instanceof PSQLException server ? server.getServerErrorMessage() : null;
    String message = said == null ? e.getMessage() : said.getMessage();
    return e.getSQLState() + " " + message;
  }

  /** Whether another session was in the way. */
  static boolean isTransient(SQLException e) {
    return TRANSIENT.contains(String.valueOf(e.getSQLState()));
  }
}
