package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import io.sluice.source.replication.TableFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a migration with all their partitions: those of the publication, or, while there is
 * none, those that the source connector would put into it.
 */
final class PickedTables {

  private static final String TREES =
      """
      SELECT DISTINCT c.oid::bigint, n.nspname, c.relname
        FROM unnest(CAST(? AS text[])) named
        CROSS JOIN LATERAL (
          SELECT relid FROM pg_partition_tree(
            coalesce(pg_partition_root(to_regclass(named)), to_regclass(named)))
          UNION SELECT to_regclass(named)) tree
        JOIN pg_class c ON c.oid = tree.relid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
      """;

  private PickedTables() {}

  /** Their oids on the source, by name. */
  static Map<TableId, Long> of(Connection connection, Source source) throws SQLException {
    Map<TableId, Long> tables = trees(connection, named(connection, source));
    if (tables.isEmpty()) {
      throw new Problem(source.database() + " has no tables to move: check source.tables");
    }
    return tables;
  }

  /** The oids of those of these tables that are there, with their partitions. */
  static Map<TableId, Long> trees(Connection connection, Collection<TableId> named)
      throws SQLException {
    Map<TableId, Long> tables = new TreeMap<>();
    Query.of(connection, TREES, named.stream().map(Sql::table).toList())
        .list(row -> tables.put(new TableId(row.getString(2), row.getString(3)), row.getLong(1)));
    return tables;
  }

  private static List<TableId> named(Connection connection, Source source) throws SQLException {
    List<CapturedTable> published = Publication.find(connection, source);
    if (!published.isEmpty()) {
      return published.stream().map(CapturedTable::id).toList();
    }
    TableFilter filter = TableFilter.including(String.join(",", source.tables()));
    return new Catalog(connection).userTables().stream().filter(filter::captures).toList();
  }
}
