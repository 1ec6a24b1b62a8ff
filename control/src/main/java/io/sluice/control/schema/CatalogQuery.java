package io.sluice.control.schema;

import io.sluice.control.schema.SchemaObject.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of the questions to a catalog, from this package's {@code .sql} files.
 *
 * @param name of the file
 */
record CatalogQuery(String name) {

  private static final String SCOPE = "scope";

  /** The objects of a scope. */
  List<SchemaObject> objects(Connection connection, Scope scope, Names names) throws SQLException {
    List<SchemaObject> objects = new ArrayList<>();
    try (PreparedStatement query = scoped(connection, scope);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        objects.add(object(row, names));
      }
    }
    return objects;
  }

  /** The query behind the scope's definitions. */
  PreparedStatement scoped(Connection connection, Scope scope) throws SQLException {
    PreparedStatement query = connection.prepareStatement(text(SCOPE) + text(name));
    query.setArray(1, connection.createArrayOf("bigint", scope.tables().toArray()));
    query.setArray(2, connection.createArrayOf("text", scope.schemas().toArray()));
    query.setArray(3, connection.createArrayOf("text", scope.onTarget().toArray()));
    return query;
  }

  /** The query alone. */
  PreparedStatement alone(Connection connection) throws SQLException {
    return connection.prepareStatement(text(name));
  }

  private static SchemaObject object(ResultSet row, Names names) throws SQLException {
    Kind kind = Kind.valueOf(row.getString(1));
    // An extension keeps its schema, whatever else of that schema moves.
    Names own = kind == Kind.EXTENSION ? Names.SAME : names;
    List<String> statements = texts(row.getArray(5)).stream().map(own::inSql).toList();
    List<String> facts = texts(row.getArray(6)).stream().map(own::inSql).toList();
    return new SchemaObject(
        new ObjectKey(kind, own.inSql(row.getString(2))),
        row.getBoolean(3),
        Optional.ofNullable(row.getString(4)).map(own::inSql),
        statements,
        facts.isEmpty() ? statements : facts,
        needs(kind, row, own),
        owner(row.getString(9), row.getString(8), own));
  }

  private static List<Need> needs(Kind kind, ResultSet row, Names names) throws SQLException {
    List<Need> needs = new ArrayList<>();
    for (String text : texts(row.getArray(7))) {
      needs.add(Need.of(text, names));
    }
    if (kind == Kind.POLICY && texts(row.getArray(5)).stream().anyMatch(names::isUnclearIn)) {
      needs.add(new Need(Need.Kind.CLEAR_NAMES, row.getString(4)));
    }
    return needs;
  }

  private static Optional<Owner> owner(String role, String statement, Names names) {
    return Optional.ofNullable(role).map(name -> new Owner(name, names.inSql(statement)));
  }

  private static List<String> texts(Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }

  private static String text(String file) {
    try (InputStream in = CatalogQuery.class.getResourceAsStream(file + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the query " + file, e);
    }
  }
}
