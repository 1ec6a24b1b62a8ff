package io.sluice.envelope;

/** The names in an envelope: Debezium's, and those that are ours. */
final class EnvelopeFields {

  static final String BEFORE = "before";
  static final String AFTER = "after";
  static final String SOURCE = "source";
  static final String OP = "op";
  static final String TS_MS = "ts_ms";
  static final String TS_US = "ts_us";
  static final String TS_NS = "ts_ns";
  static final String TRANSACTION = "transaction";

  static final String NEW_KEY_HEADER = "__debezium.newkey";
  static final String OLD_KEY_HEADER = "__debezium.oldkey";

  /** Parameter of a column's schema: its PostgreSQL type in full. */
  static final String COLUMN_TYPE = "__debezium.source.column.type";

  /** Parameter of a column's schema, where the field could not have the column's name. */
  static final String COLUMN_NAME = "__debezium.source.column.name";

  /** Parameter of a key column's schema in the row: its place in the key, from 1. */
  static final String KEY_POSITION = "__sluice.key.position";

  /** The name of the schema of a logical message's value. */
  static final String MESSAGE_NAME = "io.debezium.connector.postgresql.MessageValue";

  static final String ENVELOPE_SUFFIX = ".Envelope";

  private EnvelopeFields() {}
}
