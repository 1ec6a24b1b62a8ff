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
     * The key of the row that is {@code rows} rows after the beginning of a range; empty when the
     * range has fewer.
     */
    Optional<KeyBound> in(KeyRange.Between range, int rows) throws SQLException;
  }

  private final TableId table;
  private KeyRange.Between rest;
  private volatile boolean complete;

  /**
   * A plan of a range.
   *
   * @param rest what is still to be read
   */
  public TableChunks(TableId table, KeyRange.Between rest) {
    this.table = table;
    this.rest = rest;
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
    Optional<KeyBound> end = boundaries.in(rest, rows);
    if (end.isEmpty()) {
      complete = true;
      return Optional.of(rest);
    }
    KeyRange.Between next = new KeyRange.Between(rest.after(), end);
    rest = new KeyRange.Between(end, rest.upTo());
    return Optional.of(next);
  }
}
