package io.sluice.contract;

/**
 * One place in which one of our records is not Debezium's.
 *
 * @param table of the record
 * @param op of the record; {@code -} for a tombstone
 * @param path in the record, such as {@code after.note}
 * @param reference what Debezium has there
 * @param ours what we have there
 */
record Mismatch(String table, String op, String path, String reference, String ours) {

  /** The form in which {@link Difference} declares mismatches. */
  @Override
  public String toString() {
    return "%s %s %s: %s ≠ %s".formatted(table, op, path, reference, ours);
  }
}
