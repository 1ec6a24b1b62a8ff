package io.sluice.sink.target;

/** Who wins where a change meets a row that somebody else wrote last. */
public enum ConflictMode {
  /** Nobody: the sink stops. */
  ERROR,
  /** The change, without a look at who wrote the row. */
  APPLY,
  /** The row. */
  KEEP,
  /** The one that was committed later. */
  LAST_UPDATE_WINS
}
