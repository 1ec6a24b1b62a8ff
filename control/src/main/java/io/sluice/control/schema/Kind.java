package io.sluice.control.schema;

import java.util.Locale;

/** What {@code sluice schema} copies, in the order in which it can be made. */
public enum Kind {
  SCHEMA,
  EXTENSION,
  COLLATION,
  TYPE,
  SEQUENCE,
  TABLE,
  /** A default that calls a function of the user's. */
  DEFAULT,
  /** Storage, compression, statistics target or options of a column. */
  COLUMN,
  SEQUENCE_OWNER,
  PARTITION,
  INDEX,
  /** Of a partitioned table; takes the partitions' indexes for its own. */
  PARTITIONED_INDEX,
  PRIMARY_KEY,
  UNIQUE,
  EXCLUSION,
  /** Not validated yet. */
  CHECK,
  /** Not validated yet. */
  FOREIGN_KEY,
  VALIDATION,
  /** Of a partitioned table; takes the partitions' validated foreign keys for its own. */
  PARTITIONED_FOREIGN_KEY,
  STATISTICS,
  CLUSTER,
  REPLICA_IDENTITY,
  POLICY,
  ROW_SECURITY,
  FORCED_ROW_SECURITY,
  TRIGGER,
  COMMENT,
  GRANT;

  /** In small letters, for people and for JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
