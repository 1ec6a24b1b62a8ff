package io.sluice.source.capture;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.postgres.BlueprintReader;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage.Column;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes schemas of Relation messages. Columns and their types are the message's, which is as old as
 * the changes that follow it; the catalog, which may be newer, only adds what the message does not
 * say: type names, NOT NULL, the order of the key and the blueprint.
 */
final class RelationSchemas {

  private final Catalog catalog;
  private final BlueprintReader blueprints;

  RelationSchemas(Connection session) {
    this.catalog = new Catalog(session);
    this.blueprints = new BlueprintReader(session);
  }

  /**
   * The schema of the changes that follow a Relation message, with the labels that enums have by
   * now. An enum gets a label without a message of its own; rows that have it go out under the
   * older labels until the next Relation message.
   *
   * @throws SourceFailure if its rows have no key any more
   */
  TableSchema schema(Relation relation) throws SQLException {
    catalog.forgetLabels();
    Optional<TableDefinition> now = definition(relation);
    List<ColumnSchema> columns = new ArrayList<>();
    for (Column column : relation.columns()) {
      columns.add(
          new ColumnSchema(
              column.name(),
              catalog.columnType(column.typeOid(), column.modifier()),
              now.map(definition -> nullable(definition, column.name())).orElse(true)));
    }
    TableSchema schema = new TableSchema(relation.table(), columns, key(relation, now));
    return now.isPresent() ? blueprints.complete(now.get().oid(), schema) : schema;
  }

  /** The identity is the message's as well; the catalog may have another one by now. */
  private Optional<TableDefinition> definition(Relation relation) throws SQLException {
    Optional<TableDefinition> now = catalog.table(relation.table());
    return now.isPresent() && relation.identity() == ReplicaIdentity.FULL
        ? Optional.of(catalog.withWholeRows(now.get()))
        : now;
  }

  /** The schema that a table has now; empty if there is none of this name. */
  Optional<TableSchema> now(TableId table) throws SQLException {
    Optional<TableDefinition> now = catalog.table(table);
    return now.isPresent()
        ? Optional.of(blueprints.complete(now.get().oid(), now.get().schema()))
        : Optional.empty();
  }

  private static boolean nullable(TableDefinition definition, String column) {
    return definition.columns().stream()
        .filter(known -> known.name().equals(column))
        .allMatch(ColumnSchema::nullable);
  }

  private static List<Integer> key(Relation relation, Optional<TableDefinition> now) {
    List<String> ordered =
        now
            .filter(TableDefinition::hasKey)
            .map(definition -> definition.schema().keyColumns())
            .orElse(List.of())
            .stream()
            .map(ColumnSchema::name)
            .toList();
    Set<String> flagged =
        relation.columns().stream()
            .filter(column -> column.key())
            .map(Column::name)
            .collect(Collectors.toSet());
    boolean full = relation.identity() == ReplicaIdentity.FULL;
    Set<String> names = full ? Set.copyOf(ordered) : flagged;
    List<Integer> places =
        IntStream.range(0, relation.columns().size())
            .filter(place -> names.contains(relation.columns().get(place).name()))
            .boxed()
            .sorted(
                Comparator.comparingInt(
                    place -> ordered.indexOf(relation.columns().get(place).name())))
            .toList();
    boolean keyless = names.isEmpty() && full;
    if (places.size() != names.size() || places.isEmpty() && !keyless) {
      throw noKey(relation.table());
    }
    return places;
  }

  private static SourceFailure noKey(TableId table) {
    return new SourceFailure(
        ErrorCode.NO_KEY,
        "the changes of table %s carry no key any more; give it a primary key or ALTER TABLE … REPLICA IDENTITY FULL, then restart the connector"
            .formatted(table));
  }
}
