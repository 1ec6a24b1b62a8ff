package io.sluice.source.replication;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A publication as the catalog shows it now.
 *
 * @param name unique in the database
 * @param version another one after each change of the publication itself, such as its being dropped
 *     and made again
 * @param operations what it publishes, of {@code insert, update, delete, truncate}
 * @param viaRoot whether the rows of partitions are published as their root's
 * @param tables what it publishes, ordered by name
 */
public record Publication(
    String name,
    String version,
    List<String> operations,
    boolean viaRoot,
    List<PublishedTable> tables) {

  /** What has to be published for the target to become equal to the source. */
  public static final List<String> ALL_OPERATIONS =
      List.of("insert", "update", "delete", "truncate");

  /**
   * A table in a publication.
   *
   * @param columnList the columns that are published, if a list names them
   * @param rowFilter the condition for rows to be published, in SQL
   */
  public record PublishedTable(
      TableId table, Optional<String> columnList, Optional<String> rowFilter) {

    /** Whether all its rows and columns are published, those that are added later included. */
    public boolean isWhole() {
      return columnList.isEmpty() && rowFilter.isEmpty();
    }
  }

  private static final String PUBLICATION =
      """
      SELECT array_remove(ARRAY[CASE WHEN pubinsert THEN 'insert' END,
                                CASE WHEN pubupdate THEN 'update' END,
                                CASE WHEN pubdelete THEN 'delete' END,
                                CASE WHEN pubtruncate THEN 'truncate' END], NULL), pubviaroot,
             concat_ws('/', oid, xmin)
        FROM pg_publication WHERE pubname = ?
      """;

  /** Without a list, {@code attnames} names every column of the moment; only a list counts. */
  private static final String TABLES =
      """
      SELECT t.schemaname, t.tablename, t.rowfilter,
             CASE WHEN EXISTS
               (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                 WHERE p.pubname = t.pubname AND r.prattrs IS NOT NULL
                   AND (r.prrelid = c.oid
                        OR r.prrelid IN (SELECT relid FROM pg_partition_ancestors(c.oid))))
             THEN array_to_string(t.attnames, ', ') END
        FROM pg_publication_tables t
        JOIN pg_namespace n ON n.nspname = t.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
       WHERE t.pubname = ?
       ORDER BY t.schemaname COLLATE "C", t.tablename COLLATE "C"
      """;

  public Publication {
    operations = List.copyOf(operations);
    tables = List.copyOf(tables);
  }

  /** The publication of this name; empty if there is none. */
  public static Optional<Publication> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PUBLICATION)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Publication(
                    name,
                    row.getString(3),
                    List.of((String[]) row.getArray(1).getArray()),
                    row.getBoolean(2),
                    tables(connection, name)))
            : Optional.empty();
      }
    }
  }

  /** The statement that makes a publication of these tables, partitions as their root's. */
  public static String creation(String name, Collection<TableId> tables) {
    return "CREATE PUBLICATION %s FOR TABLE %s WITH (publish_via_partition_root = true)"
        .formatted(Sql.identifier(name), list(tables));
  }

  /** Makes a publication of these tables. It has to be there before the slot's position. */
  static Publication create(Connection connection, String name, Collection<TableId> tables)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(creation(name, tables));
    }
    return find(connection, name).orElseThrow();
  }

  /** The tables' names. */
  public List<TableId> tableIds() {
    return tables.stream().map(PublishedTable::table).toList();
  }

  /** Which of these tables it does not publish. */
  public List<TableId> lacks(Collection<TableId> captured) {
    List<TableId> published = tableIds();
    return captured.stream().filter(table -> !published.contains(table)).toList();
  }

  /**
   * A short text that changes whenever the publication itself does, whatever its tables: see {@link
   * TableMark} for these.
   */
  public String fingerprint() {
    return "%s %s%s".formatted(version, String.join(",", operations), viaRoot ? " via root" : "");
  }

  /**
   * Adds tables to a publication. Transactions that have written to them already go on unpublished:
   * what is read of the tables has to be read after these have ended.
   */
  public static void add(Connection connection, String name, Collection<TableId> tables)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(addition(name, tables));
    }
  }

  /** The statement that adds tables to a publication. */
  static String addition(String name, Collection<TableId> tables) {
    return "ALTER PUBLICATION %s ADD TABLE %s".formatted(Sql.identifier(name), list(tables));
  }

  private static String list(Collection<TableId> tables) {
    return tables.stream().map(Sql::table).collect(Collectors.joining(", "));
  }

  private static List<PublishedTable> tables(Connection connection, String name)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TABLES)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        List<PublishedTable> tables = new ArrayList<>();
        while (rows.next()) {
          tables.add(
              new PublishedTable(
                  new TableId(rows.getString(1), rows.getString(2)),
                  Optional.ofNullable(rows.getString(4)),
                  Optional.ofNullable(rows.getString(3))));
        }
        return tables;
      }
    }
  }
}
