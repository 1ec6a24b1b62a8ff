package io.sluice.change;

import java.util.Optional;

/** One thing that happened to a table, with the schema under which it happened. */
public sealed interface RowChange {

  /** The table's columns at this change. */
  TableSchema schema();

  /** Where and when it happened. */
  Stamp stamp();

  /** What the values of its rows take, in bytes of PostgreSQL's text. */
  default long bytes() {
    return 0;
  }

  /**
   * A row of a chunk: it is in the table at the position of its stamp.
   *
   * @param row complete
   */
  record Read(TableSchema schema, Stamp stamp, RowImage row) implements RowChange {
    @Override
    public long bytes() {
      return row.bytes();
    }
  }

  /**
   * A new row.
   *
   * @param after complete, unless it is the second half of a {@link Rekey}
   */
  record Insert(TableSchema schema, Stamp stamp, RowImage after) implements RowChange {
    @Override
    public long bytes() {
      return after.bytes();
    }
  }

  /**
   * A changed row.
   *
   * @param before what the log says of the old row: nothing while the key stays and the replica
   *     identity is the key, the old key (all else absent) when the key changed, the whole row
   *     under {@code REPLICA IDENTITY FULL}
   * @param after the new row, with unchanged columns where the log left them out
   */
  record Update(TableSchema schema, Stamp stamp, Optional<RowImage> before, RowImage after)
      implements RowChange {

    @Override
    public long bytes() {
      return before.map(RowImage::bytes).orElse(0L) + after.bytes();
    }

    /** Whether the row has another key than before. */
    public boolean changesKey() {
      return before.isPresent() && !before.get().key(schema).equals(after.key(schema));
    }
  }

  /**
   * A row that is gone.
   *
   * @param before its key (all else absent), or the whole row under {@code REPLICA IDENTITY FULL}
   */
  record Delete(TableSchema schema, Stamp stamp, RowImage before) implements RowChange {
    @Override
    public long bytes() {
      return before.bytes();
    }
  }

  /**
   * A row that goes on under another key: in the topics, the first half of an update that changes
   * the key. The insert under the new key follows.
   *
   * @param before its old key, or the whole old row
   * @param newKey its new key, all else absent
   */
  record Rekey(TableSchema schema, Stamp stamp, RowImage before, RowImage newKey)
      implements RowChange {
    @Override
    public long bytes() {
      return before.bytes() + newKey.bytes();
    }
  }

  /** All rows gone at once. */
  record Truncate(TableSchema schema, Stamp stamp) implements RowChange {}
}
