package io.sluice.sink.target;

import io.sluice.change.TableSchema;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a session: found, created where they are missing, and bound once for each version.
 */
final class TargetTables {

  private static final int MOST_VERSIONS = 10_000;

  private final TargetCatalog catalog;
  private final Definitions definitions;
  private final TableGrowth growth;
  private final boolean judged;
  private final IdentityHashMap<TableSchema, BoundTable> byIdentity = new IdentityHashMap<>();
  private final Map<TableSchema, BoundTable> byColumns = new HashMap<>();

  /**
   * @param judged whether staged rows carry what it takes to judge them
   */
  TargetTables(Connection connection, SchemaEvolution evolution, boolean judged) {
    this.judged = judged;
    this.catalog = new TargetCatalog(connection);
    this.definitions = new Definitions(connection);
    this.growth = new TableGrowth(definitions, evolution);
  }

  /** The table for rows of this version. */
  BoundTable bound(TableSchema topic) throws SQLException {
    BoundTable known = byIdentity.get(topic);
    if (known == null) {
      known = byColumns.get(topic);
      if (known == null) {
        known = bind(topic);
        byColumns.put(topic, known);
      }
      remember(topic, known);
    }
    return known;
  }

  /** Converters may make equal schemas anew for each record; the identities must not pile up. */
  private void remember(TableSchema topic, BoundTable table) {
    if (byIdentity.size() >= MOST_VERSIONS) {
      byIdentity.clear();
    }
    byIdentity.put(topic, table);
  }

  private BoundTable bind(TableSchema topic) throws SQLException {
    Optional<TargetTable> target = catalog.read(topic.table());
    if (target.isEmpty() || growth.isDue(topic, target.get())) {
      target = Optional.of(define(topic));
    }
    return BoundTable.of(topic, target.get(), "sluice_" + byColumns.size(), judged);
  }

  /** Another task may have been first. */
  private TargetTable define(TableSchema topic) throws SQLException {
    definitions.lock();
    Optional<TargetTable> target = catalog.read(topic.table());
    if (target.isEmpty()) {
      new TableCreation(definitions).create(topic);
    } else {
      growth.grow(topic, target.get());
    }
    definitions.done();
    return catalog
        .read(topic.table())
        .orElseThrow(
            () ->
                TargetFailure.stop(
                    ErrorCode.NO_SUCH_TABLE,
                    "table "
                        + topic.table()
                        + " was dropped as soon as it was made."
                        + " To do: keep others from dropping it, then restart"));
  }
}
