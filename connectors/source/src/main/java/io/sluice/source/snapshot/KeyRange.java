package io.sluice.source.snapshot;

import io.sluice.change.RowKey;
import java.util.List;
import java.util.Optional;

/** Which rows of a table a chunk has. */
public sealed interface KeyRange {

  /**
   * All keys after one bound, up to and including another.
   *
   * @param after empty for a table's first chunk: from the very beginning
   * @param upTo empty for a table's last chunk: to the very end
   */
  record Between(Optional<KeyBound> after, Optional<KeyBound> upTo) implements KeyRange {

    /** Whether no chunk follows this one. */
    public boolean last() {
      return upTo.isEmpty();
    }
  }

  /** Single rows that have to be read again. */
  record Keys(List<RowKey> keys) implements KeyRange {

    public Keys {
      keys = List.copyOf(keys);
    }
  }
}
