package io.sluice.postgres;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
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
 * Reads from the catalog what a table has beside columns, types and key. A definition that is older
 * than the catalog gets what its columns have by now.
 */
public final class BlueprintReader {

  private static final String COLUMNS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
             a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid),
             CASE WHEN a.attcollation <> t.typcollation
                  THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.collname)
                          FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                         WHERE c.oid = a.attcollation) END,
             a.atttypid >= 16384
        FROM pg_attribute a
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = CAST(? AS oid) AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY a.attnum
      """;

  /** Those of identities, and those that defaults name, with the column that owns them. */
  private static final String SEQUENCES =
      """
      WITH used(sequence, attnum, deptype) AS (
        SELECT objid, refobjsubid, deptype FROM pg_depend
         WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
           AND refobjid = CAST(? AS oid) AND refobjsubid > 0 AND deptype IN ('a', 'i')
        UNION ALL
        SELECT d.refobjid, NULL, d.deptype
          FROM pg_attrdef x JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass
               AND d.objid = x.oid AND d.refclassid = 'pg_class'::regclass
         WHERE x.adrelid = CAST(? AS oid) AND d.deptype = 'n')
      SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL),
             format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s', s.seqstart,
                    s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
                    CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END),
             max(a.attname), bool_or(u.deptype = 'i')
        FROM used u
        JOIN pg_sequence s ON s.seqrelid = u.sequence
        JOIN pg_class c ON c.oid = u.sequence
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = CAST(? AS oid) AND a.attnum = u.attnum
       GROUP BY c.oid, n.nspname, c.relname, s.seqrelid
      HAVING bool_or(u.deptype IN ('i', 'n'))
       ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  /** Deepest first. Row types of tables are not among them: their tables make them. */
  private static final String TYPES =
      """
      WITH RECURSIVE needed(oid, depth) AS (
        SELECT atttypid, 0 FROM pg_attribute
         WHERE attrelid = CAST(? AS oid) AND attnum > 0 AND NOT attisdropped
        UNION
        SELECT part.oid, needed.depth + 1
          FROM needed JOIN pg_type t ON t.oid = needed.oid CROSS JOIN LATERAL (
            SELECT t.typelem WHERE t.typlen = -1
            UNION ALL SELECT t.typbasetype
            UNION ALL SELECT a.atttypid FROM pg_attribute a
                       WHERE t.typrelid <> 0 AND a.attrelid = t.typrelid AND a.attnum > 0
                         AND NOT a.attisdropped
            UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid
            UNION ALL SELECT r.rngtypid FROM pg_range r WHERE r.rngmultitypid = t.oid) part(oid)
         WHERE part.oid >= 16384)
      SELECT format_type(t.oid, NULL), t.typtype::text,
             (SELECT quote_ident(x.extname) || ' SCHEMA ' || quote_ident(n.nspname)
                FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
                JOIN pg_namespace n ON n.oid = x.extnamespace
               WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
                 AND d.refclassid = 'pg_extension'::regclass),
             CASE t.typtype
             WHEN 'e' THEN
               (SELECT 'ENUM (' || string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                       || ')' FROM pg_enum WHERE enumtypid = t.oid)
             WHEN 'd' THEN
               format_type(t.typbasetype, t.typtypmod)
               || coalesce((SELECT ' COLLATE ' || quote_ident(n.nspname) || '.'
                                   || quote_ident(c.collname)
                              FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                              JOIN pg_type b ON b.oid = t.typbasetype
                             WHERE c.oid = t.typcollation AND c.oid <> b.typcollation), '')
               || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
               || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
               || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(conname) || ' '
                                              || pg_get_constraintdef(oid), '' ORDER BY conname)
                              FROM pg_constraint
                             WHERE contypid = t.oid AND contype = 'c' AND convalidated), '')
             WHEN 'c' THEN
               (SELECT '(' || string_agg(quote_ident(a.attname) || ' '
                                         || format_type(a.atttypid, a.atttypmod), ', '
                                         ORDER BY a.attnum) || ')'
                  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 WHERE a.attrelid = t.typrelid AND c.relkind = 'c' AND a.attnum > 0
                   AND NOT a.attisdropped)
             WHEN 'r' THEN
               (SELECT 'RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL)
                       || ', SUBTYPE_OPCLASS = ' || quote_ident(n.nspname) || '.'
                       || quote_ident(o.opcname)
                       || CASE WHEN r.rngsubdiff <> 0
                               THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc ELSE '' END
                       || ', MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL) || ')'
                  FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc
                  JOIN pg_namespace n ON n.oid = o.opcnamespace
                 WHERE r.rngtypid = t.oid AND r.rngcanonical = 0)
             END
        FROM needed JOIN pg_type t ON t.oid = needed.oid
       WHERE t.oid >= 16384
       GROUP BY t.oid, t.typtype, t.typbasetype, t.typtypmod, t.typcollation, t.typdefaultbin,
                t.typnotnull, t.typrelid
       ORDER BY max(needed.depth) DESC, 1
      """;

  private final Connection connection;

  /** What is read of one table's columns. */
  private static final class Columns {
    private final Map<String, ColumnFill> fills = new HashMap<>();
    private final Map<String, String> collations = new HashMap<>();
    private final List<ComputedColumn> computed = new ArrayList<>();
    private boolean hasSequences;
    private boolean hasTypes;
    private int place;

    /** Whether a column list leaves columns out. */
    private boolean listed;

    /** Who publishes a list of columns does not mean the computed ones, which it does not name. */
    private List<ComputedColumn> computed() {
      return listed ? List.of() : computed;
    }
  }

  /**
   * A reader of this session.
   *
   * @param connection has the settings of {@link Endpoint}; stays the caller's to close
   */
  public BlueprintReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * The table with its blueprint.
   *
   * @param oid the relation's id
   * @param table the columns that its rows carry
   */
  public TableSchema complete(int oid, TableSchema table) throws SQLException {
    Columns columns = columns(oid, table);
    Map<String, String> identities = new HashMap<>();
    List<SequenceDefinition> sequences =
        columns.hasSequences ? sequences(oid, identities) : List.of();
    identities.forEach(
        (column, options) ->
            columns.fills.computeIfPresent(column, (same, fill) -> withOptions(fill, options)));
    List<TypeDefinition> types = columns.hasTypes ? types(oid, table) : List.of();
    return table.with(
        new Blueprint(columns.fills, columns.collations, columns.computed(), types, sequences));
  }

  private static ColumnFill withOptions(ColumnFill fill, String options) {
    return fill instanceof ColumnFill.Identity identity
        ? new ColumnFill.Identity(identity.always(), options)
        : fill;
  }

  private Columns columns(int oid, TableSchema table) throws SQLException {
    Columns columns = new Columns();
    try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          add(row, table.indexOf(row.getString(1)) >= 0, columns);
        }
      }
    }
    return columns;
  }

  private static void add(ResultSet row, boolean published, Columns columns) throws SQLException {
    String name = row.getString(1);
    Optional<ColumnFill> fill = fill(row);
    if (!published && !(fill.orElse(null) instanceof ColumnFill.Computed)) {
      columns.listed = true;
      return;
    }
    if (!published) {
      ColumnSchema column =
          new ColumnSchema(name, ColumnType.of(row.getString(2)), !row.getBoolean(3));
      columns.computed.add(
          new ComputedColumn(columns.place, column, (ColumnFill.Computed) fill.orElseThrow()));
    } else {
      fill.ifPresent(known -> columns.fills.put(name, known));
    }
    columns.place++;
    Optional.ofNullable(row.getString(7)).ifPresent(c -> columns.collations.put(name, c));
    columns.hasSequences |= fill.isPresent();
    columns.hasTypes |= row.getBoolean(8);
  }

  private static Optional<ColumnFill> fill(ResultSet row) throws SQLException {
    String identity = row.getString(4);
    String generated = row.getString(5);
    String expression = row.getString(6);
    if (!identity.isEmpty()) {
      return Optional.of(new ColumnFill.Identity(identity.equals("a"), ""));
    } else if (!generated.isEmpty()) {
      return Optional.of(new ColumnFill.Computed(expression, generated.equals("s")));
    }
    return Optional.ofNullable(expression).map(ColumnFill.Default::new);
  }

  /** An identity's sequence has no name of its own: every server gives it one. */
  private List<SequenceDefinition> sequences(int oid, Map<String, String> identities)
      throws SQLException {
    List<SequenceDefinition> sequences = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SEQUENCES)) {
      for (int i = 1; i <= 3; i++) {
        select.setLong(i, Integer.toUnsignedLong(oid));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String options = row.getString(4);
          if (row.getBoolean(6)) {
            identities.put(row.getString(5), options);
          } else {
            sequences.add(
                new SequenceDefinition(
                    new TableId(row.getString(1), row.getString(2)),
                    "AS " + row.getString(3) + " " + options,
                    Optional.ofNullable(row.getString(5))));
          }
        }
      }
    }
    return sequences;
  }

  private List<TypeDefinition> types(int oid, TableSchema table) throws SQLException {
    List<String> told =
        table.columns().stream()
            .map(ColumnSchema::type)
            .filter(type -> !type.labels().isEmpty())
            .map(type -> type.isArray() ? type.element().name() : type.name())
            .toList();
    List<TypeDefinition> types = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TYPES)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          type(row).filter(type -> !told.contains(type.name())).ifPresent(types::add);
        }
      }
    }
    return types;
  }

  /** Empty for an array, a multirange, the row type of a table, and what nobody can tell. */
  private static Optional<TypeDefinition> type(ResultSet row) throws SQLException {
    String name = row.getString(1);
    String extension = row.getString(3);
    String body = row.getString(4);
    if (extension != null) {
      return name.endsWith("[]")
          ? Optional.empty()
          : Optional.of(new TypeDefinition(TypeDefinition.Kind.EXTENSION, name, extension));
    } else if (body == null) {
      return Optional.empty();
    }
    TypeDefinition.Kind kind =
        row.getString(2).equals("d") ? TypeDefinition.Kind.DOMAIN : TypeDefinition.Kind.TYPE;
    return Optional.of(new TypeDefinition(kind, name, body));
  }
}
