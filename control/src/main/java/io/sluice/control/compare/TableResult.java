package io.sluice.control.compare;

import io.sluice.change.TableId;

/** What became of comparing one table. */
public sealed interface TableResult {

  /** Its name on the source. */
  TableId table();

  /** Whether both sides hold the same rows. */
  boolean isEqual();

  /** For a person, in a few words. */
  String verdict();

  /** How many rows the source has. */
  long sourceRows();

  /** How many rows the target has. */
  long targetRows();

  /** Both sides could be asked. */
  record Compared(TableId table, Digest source, Digest target) implements TableResult {

    @Override
    public boolean isEqual() {
      return source.equals(target);
    }

    @Override
    public String verdict() {
      if (isEqual()) {
        return "equal";
      }
      return source.rows() == target.rows() ? "rows differ" : "counts differ";
    }

    @Override
    public long sourceRows() {
      return source.rows();
    }

    @Override
    public long targetRows() {
      return target.rows();
    }
  }

  /**
   * The target cannot be asked.
   *
   * @param verdict such as {@code missing on the target}
   */
  record Incomparable(TableId table, Digest source, String verdict) implements TableResult {

    @Override
    public boolean isEqual() {
      return false;
    }

    @Override
    public long sourceRows() {
      return source.rows();
    }

    @Override
    public long targetRows() {
      return 0;
    }
  }
}
