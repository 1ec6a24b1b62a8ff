package io.sluice.sink.gather;

/** Which states of the source a target goes through. */
public enum Consistency {
  /** Only such as the source itself has committed, over all tables. */
  TRANSACTION,

  /** Each topic partition on its own; all of them together again at every watermark. */
  TABLE
}
