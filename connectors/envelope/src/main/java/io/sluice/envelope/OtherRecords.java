package io.sluice.envelope;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/** Which records are about no row: messages, heartbeats, ends of transactions, and their like. */
final class OtherRecords {

  private static final String DEBEZIUM = "io.debezium.connector.";

  private static final Set<String> NAMES =
      Set.of(
          EnvelopeFields.MESSAGE_NAME,
          DEBEZIUM + "common.Heartbeat",
          DEBEZIUM + "common.TransactionMetadataValue",
          DEBEZIUM + "common.Notification");

  private static final String SCHEMA_CHANGE = ".SchemaChangeValue";

  private OtherRecords() {}

  /** Whether records with this schema are. */
  static boolean include(Schema value) {
    String name = value.name();
    return name != null
        && (NAMES.contains(name) || (name.startsWith(DEBEZIUM) && name.endsWith(SCHEMA_CHANGE)));
  }

  /** Whether a record without a schema is: only its fields tell. */
  static boolean include(Map<?, ?> value) {
    Set<?> fields = value.keySet();
    return fields.equals(Set.of(EnvelopeFields.TS_MS))
        || isMessage(value)
        || fields.containsAll(Set.of("status", "id", "event_count", "data_collections"))
        || fields.containsAll(Set.of("id", "aggregate_type", "type", "additional_data"))
        || fields.containsAll(Set.of("source", "ddl", "tableChanges"));
  }

  private static boolean isMessage(Map<?, ?> value) {
    return "m".equals(value.get(EnvelopeFields.OP)) && value.containsKey("message");
  }
}
