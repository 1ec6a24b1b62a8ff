package io.sluice.sink.apply;

import io.sluice.change.RowImage;

/** What a batch comes to for one key. */
public sealed interface NetEffect {

  /** The row, or for {@link Delete} at least its key. */
  RowImage row();

  /** The row is there, exactly like this. */
  record Upsert(RowImage row) implements NetEffect {}

  /**
   * If the row is there, its known columns are these; the others stay.
   *
   * <p>A row that is not there yet follows whole, with its chunk.
   */
  record Partial(RowImage row) implements NetEffect {}

  /** The row is not there. */
  record Delete(RowImage row) implements NetEffect {}

  /** The effect of a new image of a row, after what the batch already holds for its key. */
  default NetEffect then(RowImage newer) {
    if (isComplete(newer)) {
      return new Upsert(newer);
    }
    if (this instanceof Delete) {
      return this;
    }
    return of(newer.filledFrom(row()));
  }

  /** The effect of an image alone. */
  static NetEffect of(RowImage row) {
    return isComplete(row) ? new Upsert(row) : new Partial(row);
  }

  /** Whether every column is known. */
  static boolean isComplete(RowImage row) {
    for (int i = 0; i < row.size(); i++) {
      if (!row.at(i).isKnown()) {
        return false;
      }
    }
    return true;
  }
}
