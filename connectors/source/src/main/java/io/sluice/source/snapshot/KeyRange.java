package io.sluice.source.snapshot;

import io.sluice.change.RowKey;
import java.util.List;
import java.util.Optional;

/** Which rows of a table a chunk has. */
public sealed interface KeyRange {

  /**
   * All keys after one bound, up to and including another.
   *
   * @param after empty: from the very beginning
   * @param upTo empty: to the very end
   */
  record Between(Optional<KeyBound> after, Optional<KeyBound> upTo) implements KeyRange {

    /** A table as a whole. */
    public static final Between ALL = new Between(Optional.empty(), Optional.empty());
  }

  /** Single rows that have to be read again. */
  record Keys(List<RowKey> keys) implements KeyRange {

    public Keys {
      keys = List.copyOf(keys);
    }
  }
}
