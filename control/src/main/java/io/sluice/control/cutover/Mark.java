package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.change.Watermark;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A mark in the source's log.
 *
 * @param id its name
 * @param lsn where it stands
 */
public record Mark(String id, Lsn lsn) {

  private static final String EMIT = "SELECT pg_logical_emit_message(true, ?, ?)";

  /** A name that no other mark has. */
  public static String newId() {
    return "cutover-" + UUID.randomUUID();
  }

  /**
   * Writes a mark in a transaction of its own.
   *
   * <p>Committed with {@code synchronous_commit=on}: a mark that a crash of the source could take
   * back would cut where no history is.
   */
  public static Mark write(Database source, String id) throws SQLException {
    try (Connection connection = source.open("cutover");
        Statement settings = connection.createStatement()) {
      settings.execute("SET synchronous_commit = on");
      return emit(connection, id);
    }
  }

  private static Mark emit(Connection connection, String id) throws SQLException {
    String lsn = Query.of(connection, EMIT, Watermark.Mark.PREFIX, id).text();
    return new Mark(id, Lsn.parse(lsn));
  }
}
