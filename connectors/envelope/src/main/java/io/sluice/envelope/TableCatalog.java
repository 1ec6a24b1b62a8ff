package io.sluice.envelope;

import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.Optional;

/** Tables as the place knows them that changes go to, for topics that do not say it all. */
@FunctionalInterface
public interface TableCatalog {

  /** Knows none. */
  TableCatalog EMPTY = table -> Optional.empty();

  /**
   * A table's columns as they are now, domains as the types below them.
   *
   * @return empty if there is no such table
   */
  Optional<TableSchema> find(TableId table);
}
