package io.sluice.control.compare;

import io.sluice.change.TableId;
import java.util.List;
import java.util.Optional;

/**
 * A table as its publication shows it.
 *
 * @param id on the source
 * @param columns published and not generated, in name order
 * @param rowFilter the publication's condition, in SQL
 * @param estimatedRows what the planner believes; 0 if it does not know
 */
public record CapturedTable(
    TableId id, List<String> columns, Optional<String> rowFilter, long estimatedRows) {

  public CapturedTable {
    columns = List.copyOf(columns);
  }
}
