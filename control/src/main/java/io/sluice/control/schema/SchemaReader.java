package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads what a database is made of. Names are quoted one and all, so that definitions are the same
 * text in every version, whatever its keywords.
 *
 * @param connection to the database; its settings are changed
 */
record SchemaReader(Connection connection) {

  private static final List<String> QUERIES =
      List.of(
          "schemas",
          "collations",
          "types",
          "sequences",
          "sequence_owners",
          "tables",
          "defaults",
          "columns",
          "partitions",
          "indexes",
          "constraints",
          "statistics",
          "settings",
          "policies",
          "triggers",
          "comments",
          "grants");

  /** A reader of a session that is its own. */
  static SchemaReader of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET quote_all_identifiers = on");
    }
    return new SchemaReader(connection);
  }

  /** Everything in a scope, in the order in which it can be made. */
  Map<ObjectKey, SchemaObject> read(Scope scope, Names names) throws SQLException {
    return read("extensions", scope, names);
  }

  /** The same of a target, where an extension counts before anything needs it. */
  Map<ObjectKey, SchemaObject> readTarget(Scope scope) throws SQLException {
    return read("installed", scope, Names.SAME);
  }

  private Map<ObjectKey, SchemaObject> read(String extensions, Scope scope, Names names)
      throws SQLException {
    List<SchemaObject> objects =
        new ArrayList<>(new CatalogQuery(extensions).objects(connection, scope, names));
    for (String query : QUERIES) {
      objects.addAll(new CatalogQuery(query).objects(connection, scope, names));
    }
    objects.sort(Comparator.comparing(object -> object.key().kind()));
    Map<ObjectKey, SchemaObject> byKey = new LinkedHashMap<>();
    for (SchemaObject object : objects) {
      SchemaObject twin = byKey.putIfAbsent(object.key(), object);
      if (twin != null && isUnique(object.key().kind())) {
        throw new Problem(
            "two would become %s: give one of them another name".formatted(object.key()));
      }
    }
    return byKey;
  }

  /** Two schemas may become one, comments and grants included. */
  private static boolean isUnique(Kind kind) {
    return kind != Kind.SCHEMA && kind.compareTo(Kind.COMMENT) < 0;
  }

  /** What is left to pg_dump, by kind. */
  List<LeftToDump.Item> left(Scope scope) throws SQLException {
    List<LeftToDump.Item> items = new ArrayList<>();
    try (PreparedStatement query = new CatalogQuery("left").scoped(connection, scope);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        items.add(new LeftToDump.Item(row.getString(1), row.getString(2)));
      }
    }
    return items;
  }

  /** The names of everything that a mapping moves. */
  Names names(Mapping mapping) throws SQLException {
    if (mapping.isEmpty()) {
      return Names.SAME;
    }
    Map<TableId, TableId> names = new LinkedHashMap<>();
    try (PreparedStatement query = new CatalogQuery("names").alone(connection)) {
      query.setArray(1, connection.createArrayOf("text", moved(mapping).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          TableId old = new TableId(row.getString(1), row.getString(2));
          names.putIfAbsent(old, onTarget(mapping, old, row));
        }
      }
    }
    return new Names(names);
  }

  private static Stream<String> moved(Mapping mapping) {
    return Stream.concat(
            mapping.schemas().keySet().stream(),
            mapping.tables().keySet().stream().map(TableId::schema))
        .distinct();
  }

  /** Indexes and sequences of a table go with it. */
  private static TableId onTarget(Mapping mapping, TableId object, ResultSet row)
      throws SQLException {
    if (row.getString(4) == null) {
      return mapping.inSchema(object);
    }
    TableId table = new TableId(row.getString(3), row.getString(4));
    TableId target = mapping.of(table);
    return object.equals(table) ? target : new TableId(target.schema(), object.table());
  }
}
