package io.sluice.envelope;

import io.sluice.change.RowChange;
import io.sluice.envelope.codec.HandlingModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;

/** Carries changes to records, through JSON bytes as Connect does, and back. */
final class Wire {

  private final EnvelopeWriter writer;
  private final EnvelopeReader reader = new EnvelopeReader();
  private final JsonConverter keys = converter(true);
  private final JsonConverter values = converter(false);
  private final SimpleHeaderConverter headers = new SimpleHeaderConverter();

  Wire() {
    this(HandlingModes.EXACT);
  }

  Wire(HandlingModes modes) {
    writer = new EnvelopeWriter(Tables.NAMING, "shopdb", modes);
  }

  private static JsonConverter converter(boolean isKey) {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "true"), isKey);
    return converter;
  }

  List<EnvelopeRecord> records(RowChange change) {
    List<EnvelopeRecord> records = new ArrayList<>();
    writer.write(change, records::add);
    return records;
  }

  EnvelopeRecord carried(EnvelopeRecord record) {
    SchemaAndValue key = carried(keys, record.topic(), record.keySchema(), record.key());
    SchemaAndValue value = carried(values, record.topic(), record.valueSchema(), record.value());
    ConnectHeaders arrived = new ConnectHeaders();
    record
        .headers()
        .forEach(
            header ->
                arrived.add(
                    header.key(),
                    headers.toConnectHeader(
                        record.topic(),
                        header.key(),
                        headers.fromConnectHeader(
                            record.topic(), header.key(), header.schema(), header.value()))));
    return new EnvelopeRecord(
        record.topic(), key.schema(), key.value(), value.schema(), value.value(), arrived);
  }

  private static SchemaAndValue carried(
      JsonConverter converter,
      String topic,
      org.apache.kafka.connect.data.Schema schema,
      Object value) {
    return converter.toConnectData(topic, converter.fromConnectData(topic, schema, value));
  }

  /** What arrives of a change, in order. */
  List<RowChange> throughJson(RowChange change) {
    return records(change).stream()
        .map(this::carried)
        .map(reader::read)
        .flatMap(Optional::stream)
        .toList();
  }

  /** What arrives of a change when nothing carries its records. */
  List<RowChange> direct(RowChange change) {
    return records(change).stream().map(reader::read).flatMap(Optional::stream).toList();
  }
}
