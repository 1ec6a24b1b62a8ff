package io.sluice.envelope;

import io.sluice.change.RowImage;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.header.Header;

/**
 * The headers by which Debezium joins the two halves of a key change: {@code __debezium.newkey} on
 * the delete, {@code __debezium.oldkey} on the create.
 *
 * <p>Connect's simple header converter, which is the default one, writes a key as text and guesses
 * what the text is when it reads it. A key that it may have changed is not taken: the row is then
 * deleted and inserted rather than moved, which is the same if the insert is whole.
 */
final class KeyChange {

  private KeyChange() {}

  /** On a delete: the key under which the row goes on, if the header says it for sure. */
  static Optional<RowImage> newKey(DebeziumTable version, EnvelopeRecord record) {
    return header(record, EnvelopeFields.NEW_KEY_HEADER).flatMap(version::key);
  }

  /** Whether a create has a first half that was read as a move. */
  static boolean isSecondHalf(DebeziumTable version, EnvelopeRecord record) {
    return header(record, EnvelopeFields.OLD_KEY_HEADER)
        .filter(old -> version.key(old).isPresent())
        .filter(old -> old instanceof Struct || version.key(asHeader(record)).isPresent())
        .isPresent();
  }

  /** What the header of the first half had, as it held this record's key. */
  private static Object asHeader(EnvelopeRecord record) {
    return Values.parseString(Values.convertToString(record.keySchema(), record.key())).value();
  }

  private static Optional<Object> header(EnvelopeRecord record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? Optional.empty() : Optional.ofNullable(header.value());
  }
}
