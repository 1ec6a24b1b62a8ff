package io.sluice.envelope;

import io.sluice.change.LogicalMessage;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;

/** Writes logical messages, in Debezium's shape. */
final class MessageWriter {

  /** Debezium's word for what is no change of a row. */
  private static final String OPERATION = "m";

  private static final String PREFIX = "prefix";
  private static final String CONTENT = "content";
  private static final String MESSAGE = "message";

  private static final Schema KEY =
      SchemaBuilder.struct()
          .name("io.debezium.connector.postgresql.MessageKey")
          .version(1)
          .field(PREFIX, Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static final Schema BLOCK =
      SchemaBuilder.struct()
          .name("io.debezium.connector.postgresql.Message")
          .version(1)
          .field(PREFIX, Schema.OPTIONAL_STRING_SCHEMA)
          .field(CONTENT, Schema.OPTIONAL_BYTES_SCHEMA)
          .build();

  private static final Schema VALUE =
      SchemaBuilder.struct()
          .name(EnvelopeFields.MESSAGE_NAME)
          .version(1)
          .field(EnvelopeFields.OP, Schema.STRING_SCHEMA)
          .field(EnvelopeFields.TS_MS, Schema.OPTIONAL_INT64_SCHEMA)
          .field(EnvelopeFields.SOURCE, SourceBlock.SCHEMA)
          .field(EnvelopeFields.TRANSACTION, TableSchemas.TRANSACTION)
          .field(MESSAGE, BLOCK)
          .build();

  private final String topic;
  private final SourceBlock source;
  private final Commits commits;

  MessageWriter(String topic, SourceBlock source, Commits commits) {
    this.topic = topic;
    this.source = source;
    this.commits = commits;
  }

  EnvelopeRecord write(LogicalMessage message) {
    Commit commit = commits.of(message.stamp());
    Struct block =
        new Struct(BLOCK)
            .put(PREFIX, message.prefix())
            .put(CONTENT, ByteBuffer.wrap(message.content()));
    Struct value =
        new Struct(VALUE)
            .put(EnvelopeFields.OP, OPERATION)
            .put(EnvelopeFields.TS_MS, commit.written().millis())
            .put(EnvelopeFields.SOURCE, source.write(message, commit))
            .put(MESSAGE, block);
    Struct key = new Struct(KEY).put(PREFIX, message.prefix());
    return new EnvelopeRecord(topic, KEY, key, VALUE, value, new ConnectHeaders());
  }
}
