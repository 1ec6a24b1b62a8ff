package io.sluice.postgres;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads tables and types from the system catalog. Types are remembered, tables are not. Used by one
 * thread, the one that owns the session.
 */
public final class Catalog {

  private static final String USER_TABLES =
      """
      SELECT n.nspname, c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND c.relpersistence <> 't'
         AND n.nspname NOT IN ('information_schema', 'sluice') AND n.nspname NOT LIKE 'pg\\_%'
       ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  private static final String TABLE =
      """
      SELECT c.oid, c.relkind::text, c.relpersistence::text, c.relreplident::text,
             row_security_active(c.oid),
             CASE c.relkind WHEN 'p' THEN
               (SELECT coalesce(sum(greatest(l.reltuples, 0)), 0)
                  FROM pg_partition_tree(c.oid) t JOIN pg_class l ON l.oid = t.relid
                 WHERE t.isleaf)
             ELSE greatest(c.reltuples, 0) END::bigint
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
      """;

  private static final String COLUMNS =
      """
      SELECT attname, atttypid, atttypmod, attnotnull
        FROM pg_attribute
       WHERE attrelid = CAST(? AS oid) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
       ORDER BY attnum
      """;

  /** Generated columns are never written, so that nobody needs to know whether they hold NULL. */
  private static final String NAMED_COLUMNS =
      """
      SELECT attname, atttypid, atttypmod, attnotnull AND attgenerated = ''
        FROM pg_attribute
       WHERE attrelid = CAST(? AS oid) AND attnum > 0 AND NOT attisdropped AND attname = ANY(?)
       ORDER BY attnum
      """;

  private static final String TYPE =
      """
      SELECT format_type(t.oid, ?),
             ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                    WHERE e.enumtypid = CASE WHEN t.typlen = -1 AND t.typelem <> 0
                                             THEN t.typelem ELSE t.oid END
                    ORDER BY e.enumsortorder)
        FROM pg_type t WHERE t.oid = CAST(? AS oid)
      """;

  private record TypeId(int oid, int modifier) {}

  private final Connection connection;
  private final Map<TypeId, ColumnType> types = new HashMap<>();

  /**
   * A catalog that reads through this session.
   *
   * @param connection has the settings of {@link Endpoint}; stays the caller's to close
   */
  public Catalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * Every table that users have made, ordered by name. A partition is a part of its root and not
   * listed; foreign and unlogged tables are, so that somebody can say why they are left out.
   */
  public List<TableId> userTables() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(USER_TABLES);
        ResultSet rows = select.executeQuery()) {
      List<TableId> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(new TableId(rows.getString(1), rows.getString(2)));
      }
      return tables;
    }
  }

  /** A table, view or partition as it is now; empty if there is none of this name. */
  public Optional<TableDefinition> table(TableId table) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TABLE)) {
      select.setString(1, table.schema());
      select.setString(2, table.table());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(definition(table, row)) : Optional.empty();
      }
    }
  }

  /**
   * A table with the key that it has while the log holds its whole rows, whatever its identity is
   * now.
   */
  public TableDefinition withWholeRows(TableDefinition table) throws SQLException {
    return new TableDefinition(
        table.oid(),
        table.table(),
        table.kind(),
        ReplicaIdentity.FULL,
        table.columns(),
        new KeyReader(connection).key(table.oid(), ReplicaIdentity.FULL, table.columns()),
        table.estimatedRows(),
        table.rowSecurity());
  }

  /**
   * A type by the ids that the catalog and pgoutput have for it.
   *
   * @param oid of the type, unsigned
   * @param modifier {@code atttypmod}; -1 for none
   * @return {@code text} for a type that has been dropped since, whose values are still its text
   */
  public ColumnType columnType(int oid, int modifier) throws SQLException {
    TypeId id = new TypeId(oid, modifier);
    ColumnType known = types.get(id);
    if (known == null) {
      known = readType(id);
      types.put(id, known);
    }
    return known;
  }

  /** Forgets the types read so far: an enum may have got a label since. */
  public void forgetTypes() {
    types.clear();
  }

  /** Forgets the enums among them only. */
  public void forgetLabels() {
    types.values().removeIf(type -> !type.labels().isEmpty());
  }

  private TableDefinition definition(TableId table, ResultSet row) throws SQLException {
    int oid = (int) row.getLong(1);
    ReplicaIdentity identity = ReplicaIdentity.of(row.getString(4).charAt(0));
    List<ColumnSchema> columns = columns(oid);
    return new TableDefinition(
        oid,
        table,
        TableKind.of(row.getString(2).charAt(0), row.getString(3).charAt(0)),
        identity,
        columns,
        new KeyReader(connection).key(oid, identity, columns),
        row.getLong(6),
        row.getBoolean(5));
  }

  /**
   * Some columns of a table, in its order, generated ones too; one that generated columns are read
   * from may hold NULL.
   *
   * @param names those that do not exist are left out
   */
  public List<ColumnSchema> columns(int oid, List<String> names) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NAMED_COLUMNS)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      select.setArray(2, connection.createArrayOf("text", names.toArray()));
      return columns(select);
    }
  }

  private List<ColumnSchema> columns(int oid) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      return columns(select);
    }
  }

  private List<ColumnSchema> columns(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<ColumnSchema> columns = new ArrayList<>();
      while (rows.next()) {
        ColumnType type = columnType((int) rows.getLong(2), rows.getInt(3));
        columns.add(new ColumnSchema(rows.getString(1), type, !rows.getBoolean(4)));
      }
      return columns;
    }
  }

  private ColumnType readType(TypeId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TYPE)) {
      select.setInt(1, id.modifier());
      select.setLong(2, Integer.toUnsignedLong(id.oid()));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new ColumnType(row.getString(1), List.of((String[]) row.getArray(2).getArray()))
            : ColumnType.of("text");
      }
    }
  }
}
