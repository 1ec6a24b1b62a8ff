package io.sluice.source.replication;

import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The tables of a publication that may have come into it when a slot was there already: what was
 * written to them before that is not in the slot's stream.
 */
final class LateTables {

  /**
   * A slot remembers the oldest transaction that was running when it was made. The row of a
   * publication, or of its entry, that a younger transaction wrote may be younger than the slot.
   */
  private static final String LATE =
      """
      SELECT t.schemaname, t.tablename
        FROM pg_publication p
        JOIN pg_publication_tables t ON t.pubname = p.pubname
        JOIN pg_namespace n ON n.nspname = t.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
        JOIN pg_replication_slots s ON s.slot_name = ?
        LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = c.oid
       WHERE p.pubname = ? AND least(age(p.xmin), age(r.xmin)) <= age(s.catalog_xmin)
      """;

  private LateTables() {}

  static Set<TableId> of(Connection session, String slot, String publication) throws SQLException {
    Set<TableId> late = new HashSet<>();
    try (PreparedStatement select = session.prepareStatement(LATE)) {
      select.setString(1, slot);
      select.setString(2, publication);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          late.add(new TableId(row.getString(1), row.getString(2)));
        }
      }
    }
    return late;
  }
}
