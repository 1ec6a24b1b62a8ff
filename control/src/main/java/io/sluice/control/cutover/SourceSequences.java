package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the sequences of the source's captured schemas, serial and identity columns' included. */
record SourceSequences(Connection connection) {

  private static final String DEFINITIONS =
      """
      SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement,
             s.seqmin, s.seqmax, s.seqcycle, tn.nspname, t.relname, a.attname
        FROM pg_sequence s
        JOIN pg_class c ON c.oid = s.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
             AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
             AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_class t ON t.oid = d.refobjid
        LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
       WHERE c.relpersistence = 'p' AND n.nspname = ANY (?)
       ORDER BY 1, 2
      """;

  List<Sequence> in(Collection<String> schemas) throws SQLException {
    return Query.of(connection, DEFINITIONS, schemas)
        .list(
            row -> {
              TableId id = new TableId(row.getString(1), row.getString(2));
              return new Sequence(id, definition(row), state(connection, id), owner(row));
            });
  }

  /** A sequence's own row, on either side. */
  static SequenceState state(Connection connection, TableId id) throws SQLException {
    return Query.of(connection, "SELECT last_value, is_called FROM " + Sql.table(id))
        .first(row -> new SequenceState(row.getLong(1), row.getBoolean(2)))
        .orElseThrow();
  }

  private static Sequence.Definition definition(ResultSet row) throws SQLException {
    return new Sequence.Definition(
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getBoolean(8));
  }

  private static Optional<Sequence.Column> owner(ResultSet row) throws SQLException {
    String table = row.getString(10);
    return table == null
        ? Optional.empty()
        : Optional.of(new Sequence.Column(new TableId(row.getString(9), table), row.getString(11)));
  }
}
