package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.source.snapshot.GivenBounds;
import io.sluice.source.snapshot.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The definitions that the catalog has now. Used by the capture thread, which owns the session. */
record CatalogDefinitions(Connection session, RelationSchemas relations)
    implements Amendments.Definitions {

  @Override
  public Optional<TableSchema> of(TableId table) throws SQLException {
    return relations.now(table);
  }

  @Override
  public Optional<String> problem(TableSchema table, KeyRange.Between range) throws SQLException {
    return GivenBounds.problem(session, table, range);
  }
}
