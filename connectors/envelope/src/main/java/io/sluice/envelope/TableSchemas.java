package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.envelope.codec.ColumnCodecs;
import io.sluice.envelope.codec.HandlingModes;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The Connect schemas of one version of a table.
 *
 * @param key of the record's key, {@code <topic>.Key}
 * @param value of a row, {@code <topic>.Value}, optional
 * @param envelope of the record's value, {@code <topic>.Envelope}
 */
record TableSchemas(Schema key, Schema value, Schema envelope) {

  static final Schema TRANSACTION =
      SchemaBuilder.struct()
          .name("event.block")
          .version(1)
          .field("id", Schema.STRING_SCHEMA)
          .field("total_order", Schema.INT64_SCHEMA)
          .field("data_collection_order", Schema.INT64_SCHEMA)
          .optional()
          .build();

  private static final int ENVELOPE_VERSION = 2;

  static TableSchemas of(TableSchema table, String topic, HandlingModes modes) {
    Schema value = value(table, topic, modes);
    return new TableSchemas(key(table, topic, modes), value, envelope(value, topic));
  }

  private static Schema key(TableSchema table, String topic, HandlingModes modes) {
    SchemaBuilder key = SchemaBuilder.struct().name(topic + ".Key");
    table.keyColumns().forEach(column -> key.field(column.name(), column(column, modes).build()));
    return key.build();
  }

  private static Schema value(TableSchema table, String topic, HandlingModes modes) {
    SchemaBuilder value = SchemaBuilder.struct().name(topic + ".Value");
    for (int place = 0; place < table.columns().size(); place++) {
      SchemaBuilder column = column(table.columns().get(place), modes);
      int position = table.key().indexOf(place) + 1;
      if (position > 0) {
        column.parameter(EnvelopeFields.KEY_POSITION, Integer.toString(position));
      }
      value.field(table.columns().get(place).name(), column.build());
    }
    BlueprintText.write(table.blueprint()).forEach(value::parameter);
    return value.optional().build();
  }

  private static SchemaBuilder column(ColumnSchema column, HandlingModes modes) {
    SchemaBuilder schema = ColumnCodecs.of(column.type(), modes).schema();
    schema.parameter(EnvelopeFields.COLUMN_TYPE, column.type().name());
    return column.nullable() ? schema.optional() : schema.required();
  }

  private static Schema envelope(Schema value, String topic) {
    return SchemaBuilder.struct()
        .name(topic + EnvelopeFields.ENVELOPE_SUFFIX)
        .version(ENVELOPE_VERSION)
        .field(EnvelopeFields.BEFORE, value)
        .field(EnvelopeFields.AFTER, value)
        .field(EnvelopeFields.SOURCE, SourceBlock.SCHEMA)
        .field(EnvelopeFields.OP, Schema.STRING_SCHEMA)
        .field(EnvelopeFields.TS_MS, Schema.OPTIONAL_INT64_SCHEMA)
        .field(EnvelopeFields.TS_US, Schema.OPTIONAL_INT64_SCHEMA)
        .field(EnvelopeFields.TS_NS, Schema.OPTIONAL_INT64_SCHEMA)
        .field(EnvelopeFields.TRANSACTION, TRANSACTION)
        .build();
  }
}
