package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the planning of one table's chunks stands. The planner's thread moves it on; any thread may
 * ask whether it is complete.
 */
public final class TableChunks {

  /** Asks the server where a chunk ends. */
  public interface Boundaries {

    /**
     * The key of the row that is {@code rows} rows after {@code lower}; empty when fewer are left.
     */
    Optional<KeyBound> after(Optional<KeyBound> lower, int rows) throws SQLException;
  }

  private final TableId table;
  private Optional<KeyBound> planned;
  private volatile boolean complete;

  /**
   * A plan that goes on after {@code cursor}.
   *
   * @param cursor the end of the last chunk that is in the topics; empty before the first
   */
  public TableChunks(TableId table, Optional<KeyBound> cursor) {
    this.table = table;
    this.planned = cursor;
  }

  public TableId table() {
    return table;
  }

  /** Whether the last chunk has been planned. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * The next range.
   *
   * @return empty when the last chunk has been planned
   */
  public Optional<KeyRange.Between> next(Boundaries boundaries, int rows) throws SQLException {
    if (complete) {
      return Optional.empty();
    }
    Optional<KeyBound> after = planned;
    planned = boundaries.after(after, rows);
    complete = planned.isEmpty();
    return Optional.of(new KeyRange.Between(after, planned));
  }
}
