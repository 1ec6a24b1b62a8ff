package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.envelope.TableCatalog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The target's tables as definitions, for topics that do not say what types their columns have.
 *
 * <p>It is asked once for each version of a table, while records are read, by whatever thread reads
 * them; so it has a session of its own, and none when it is not asked.
 */
public final class TargetDefinitions implements TableCatalog {

  private static final String COLUMNS =
      """
      SELECT a.attname, b.type, NOT a.attnotnull AS nullable,
             ARRAY(SELECT e.enumlabel FROM pg_enum e
                   WHERE e.enumtypid IN (b.oid, b.element) ORDER BY e.enumsortorder) AS labels
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid
      CROSS JOIN LATERAL (
        WITH RECURSIVE d(oid, typmod, depth) AS (
          SELECT a.atttypid, a.atttypmod, 0
          UNION ALL
          SELECT u.typbasetype, u.typtypmod, d.depth + 1
          FROM d JOIN pg_type u ON u.oid = d.oid WHERE u.typtype = 'd')
        SELECT d.oid, t.typelem, format_type(d.oid, d.typmod)
        FROM d JOIN pg_type t ON t.oid = d.oid ORDER BY d.depth DESC LIMIT 1) b(oid, element, type)
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
        AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private final TargetOptions options;

  public TargetDefinitions(TargetOptions options) {
    this.options = options;
  }

  /**
   * @return the table without a key, which is for the topic to say
   * @throws TargetFailure if the target cannot be asked
   */
  @Override
  public Optional<TableSchema> find(TableId table) {
    try (Connection connection =
            options.endpoint().connect("sluice sink " + options.connector() + " definitions");
        PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table.schema());
      query.setString(2, table.table());
      List<ColumnSchema> columns = columns(query);
      return columns.isEmpty()
          ? Optional.empty()
          : Optional.of(new TableSchema(table, columns, List.of()));
    } catch (SQLException failed) {
      throw TargetFailure.of(failed, "reading the definition of table " + table);
    }
  }

  private static List<ColumnSchema> columns(PreparedStatement query) throws SQLException {
    List<ColumnSchema> columns = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        List<String> labels = List.of((String[]) row.getArray("labels").getArray());
        columns.add(
            new ColumnSchema(
                row.getString("attname"),
                new ColumnType(row.getString("type"), labels),
                row.getBoolean("nullable")));
      }
    }
    return columns;
  }
}
