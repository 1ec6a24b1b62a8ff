package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a publication, as they were at one time.
 *
 * @param marks by name, ordered by name
 * @param asOf the end of the log after they were read: what they say was so before that
 */
public record TableMarks(Map<TableId, TableMark> marks, Lsn asOf) {

  /**
   * An entry that is taken out and put back has another id, though it says the same; tables that a
   * schema or the publication as a whole brings in have no entry.
   */
  private static final String MARKS =
      """
      SELECT t.schemaname, t.tablename, c.oid,
             md5(concat_ws('|',
               (SELECT string_agg(concat_ws(':', r.oid, r.prattrs, md5(r.prqual::text)), ',' ORDER BY r.oid)
                  FROM pg_publication_rel r
                 WHERE r.prpubid = p.oid
                   AND (r.prrelid = c.oid
                        OR r.prrelid IN (SELECT relid FROM pg_partition_ancestors(c.oid)))),
               (SELECT s.oid FROM pg_publication_namespace s
                 WHERE s.pnpubid = p.oid AND s.pnnspid = c.relnamespace))),
             (SELECT string_agg(concat_ws(':', a.attnum, a.atttypid, a.atttypmod,
                       CASE WHEN a.atthasdef OR a.atthasmissing OR a.attnotnull
                                 OR a.attidentity <> '' THEN '+' ELSE '-' END,
                       left(md5(a.attname), 8)), ',' ORDER BY a.attnum)
                FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        FROM pg_publication p
        JOIN pg_publication_tables t ON t.pubname = p.pubname
        JOIN pg_namespace n ON n.nspname = t.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
       WHERE p.pubname = ?
       ORDER BY t.schemaname COLLATE "C", t.tablename COLLATE "C"
      """;

  private static final String LOG_END = "SELECT pg_current_wal_insert_lsn()";

  /** Reads them; empty if there is no such publication. */
  public static TableMarks of(Connection session, String publication) throws SQLException {
    Map<TableId, TableMark> marks = new LinkedHashMap<>();
    try (PreparedStatement select = session.prepareStatement(MARKS)) {
      select.setString(1, publication);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          marks.put(new TableId(row.getString(1), row.getString(2)), mark(row));
        }
      }
    }
    return new TableMarks(marks, logEnd(session));
  }

  /** The table of this name; empty if the publication has none. */
  public Optional<TableMark> find(TableId table) {
    return Optional.ofNullable(marks.get(table));
  }

  /** The name of a table by its relation's id; empty if the publication has no such table. */
  public Optional<TableId> nameOf(int oid) {
    return marks.entrySet().stream()
        .filter(entry -> entry.getValue().oid() == oid)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static TableMark mark(ResultSet row) throws SQLException {
    String columns = Optional.ofNullable(row.getString(5)).orElse("");
    return new TableMark((int) row.getLong(3), row.getString(4), columns);
  }

  private static Lsn logEnd(Connection session) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(LOG_END);
        ResultSet row = select.executeQuery()) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }
}
