package io.sluice.control.schema;

import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out what belongs to a migration's tables, on both sides. */
record SourceScope(Map<TableId, Long> tables, Mapping mapping) {

  /** A schema and its name on the target; what a single table's rename brings comes behind. */
  private record Pair(String schema, String onTarget) {}

  /** The tables, and their schemas with those of the types and sequences that they use. */
  Scope on(Connection source) throws SQLException {
    Set<String> schemas = new TreeSet<>();
    tables.keySet().forEach(table -> schemas.add(table.schema()));
    while (schemas.addAll(used(source, schemas))) {
      // What was found may use further schemas.
    }
    Set<Pair> pairs = new LinkedHashSet<>();
    schemas.forEach(schema -> pairs.add(new Pair(schema, mapping.schema(schema))));
    tables.keySet().forEach(t -> pairs.add(new Pair(t.schema(), mapping.of(t).schema())));
    return scope(pairs);
  }

  /** The same objects where they are to be. */
  Scope onTarget(Connection target, Scope source) throws SQLException {
    List<TableId> names = tables.keySet().stream().map(mapping::of).toList();
    List<String> schemas = source.onTarget().stream().distinct().toList();
    return new Scope(List.copyOf(PickedTables.trees(target, names).values()), schemas, schemas);
  }

  private List<String> used(Connection source, Set<String> schemas) throws SQLException {
    Set<Pair> pairs = new LinkedHashSet<>();
    schemas.forEach(schema -> pairs.add(new Pair(schema, schema)));
    List<String> found = new ArrayList<>();
    try (PreparedStatement query = new CatalogQuery("spaces").scoped(source, scope(pairs));
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  private Scope scope(Set<Pair> pairs) {
    return new Scope(
        List.copyOf(tables.values()),
        pairs.stream().map(Pair::schema).toList(),
        pairs.stream().map(Pair::onTarget).toList());
  }
}
