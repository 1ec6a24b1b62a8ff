package io.sluice.envelope;

import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import java.util.Locale;

/** How much of the old row a record's {@code before} holds. */
enum ReplicaIdentity {
  /** The key's columns only. */
  KEY,
  /** Every column. */
  FULL;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }

  static ReplicaIdentity of(RowImage before) {
    for (int i = 0; i < before.size(); i++) {
      if (!before.at(i).isKnown()) {
        return KEY;
      }
    }
    return FULL;
  }

  /** Takes the places of what was not known out of a row that was read. */
  static RowImage restrict(String word, RowImage before, TableSchema schema) {
    return FULL.word.equals(word) ? before : before.onlyKey(schema);
  }
}
