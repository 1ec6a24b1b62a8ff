package io.sluice.envelope;

import io.sluice.change.RowChange;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Turns records into changes. Used by one thread; caches by the identity of Connect schemas.
 *
 * <p>The table is the one that {@code source.schema} and {@code source.table} name, whatever the
 * topic is called. All records of one table with equal schemas share one {@code TableSchema}, also
 * when a converter makes new schemas for each.
 */
public final class EnvelopeReader {

  /** A converter that makes a schema for each record must not fill the memory. */
  private static final int CACHED_SCHEMAS = 10_000;

  private final IdentityHashMap<Schema, TableReader> byIdentity = new IdentityHashMap<>();
  private final Map<Schema, TableReader> byEquality = new HashMap<>();

  /**
   * Reads one record of a data topic.
   *
   * @return the change; empty for a tombstone, and for a logical message, which changes nothing
   * @throws DataException if the record is not an envelope with types that this reader knows; the
   *     message names topic and field, never a value
   */
  public Optional<RowChange> read(EnvelopeRecord record) {
    if (record.value() == null || isMessage(record.value())) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(record.value()));
    } catch (DataException unknown) {
      throw new DataException("topic " + record.topic() + ": " + unknown.getMessage(), unknown);
    }
  }

  private RowChange read(Object value) {
    if (value instanceof Struct envelope && isEnvelope(envelope.schema())) {
      return reader(envelope.schema()).read(envelope);
    }
    throw new DataException("the value is no envelope; use a converter with schemas");
  }

  private static boolean isMessage(Object value) {
    return value instanceof Struct message
        && EnvelopeFields.MESSAGE_NAME.equals(message.schema().name());
  }

  private static boolean isEnvelope(Schema schema) {
    return schema.name() != null && schema.name().endsWith(EnvelopeFields.ENVELOPE_SUFFIX);
  }

  private TableReader reader(Schema envelope) {
    TableReader known = byIdentity.get(envelope);
    if (known != null) {
      return known;
    }
    if (byIdentity.size() >= CACHED_SCHEMAS) {
      byIdentity.clear();
    }
    TableReader reader = byEquality.computeIfAbsent(envelope, TableReader::new);
    byIdentity.put(envelope, reader);
    return reader;
  }
}
