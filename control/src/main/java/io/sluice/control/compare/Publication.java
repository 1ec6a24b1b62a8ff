package io.sluice.control.compare;

import io.sluice.change.TableId;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which tables are captured: what the publication says, whoever made it. */
public final class Publication {

  private static final String TABLES =
      """
      SELECT p.schemaname, p.tablename, p.rowfilter, greatest(c.reltuples, 0)::bigint,
             (SELECT coalesce(array_agg(a.attname::text ORDER BY a.attname), '{}')
                FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attname = ANY (p.attnames) AND a.attgenerated = '')
        FROM pg_publication_tables p
        JOIN pg_namespace n ON n.nspname = p.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
       WHERE p.pubname = ? AND p.schemaname <> 'sluice'
       ORDER BY 1, 2
      """;

  private Publication() {}

  /**
   * The tables of a source's publication, by name.
   *
   * @throws Problem if there is none
   */
  public static List<CapturedTable> tables(Connection connection, Source source)
      throws SQLException {
    List<CapturedTable> tables = find(connection, source);
    if (tables.isEmpty()) {
      throw new Problem(
          source.database()
              + " has no publication "
              + source.publication()
              + " with tables: run sluice start first");
    }
    return tables;
  }

  /** The same; empty if there is no publication yet. */
  public static List<CapturedTable> find(Connection connection, Source source) throws SQLException {
    return Query.of(connection, TABLES, source.publication())
        .list(
            row ->
                new CapturedTable(
                    new TableId(row.getString(1), row.getString(2)),
                    texts(row.getArray(5)),
                    Optional.ofNullable(row.getString(3)),
                    row.getLong(4)));
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
