package io.sluice.sink.target;

/** What a change met, in the words of PostgreSQL 18's own subscriptions. */
public enum ConflictKind {
  /** An insert, or a row of the copy, meets a row of that key. */
  INSERT_EXISTS,
  /** An update meets a row that somebody else wrote last. */
  UPDATE_ORIGIN_DIFFERS,
  /** An update meets another row that holds one of its unique values. */
  UPDATE_EXISTS,
  /** A row that is written meets several that hold its unique values. */
  MULTIPLE_UNIQUE_CONFLICTS,
  /** The row of an update is not there. */
  UPDATE_MISSING,
  /** The row of an insert or update was deleted here, later. */
  UPDATE_DELETED,
  /** A delete meets a row that somebody else wrote last. */
  DELETE_ORIGIN_DIFFERS,
  /** The row of a delete is not there. */
  DELETE_MISSING
}
