package io.sluice.envelope;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;

/**
 * One record of a topic, without the offsets that belong to a source or a sink.
 *
 * @param topic where it goes or came from
 * @param keySchema the key's schema, or null where a record has no key
 * @param key a {@code Struct} of the key's columns, or null
 * @param valueSchema the value's schema, or null for a tombstone
 * @param value the envelope, or null for a tombstone
 * @param headers Debezium's {@code __debezium.newkey} and {@code __debezium.oldkey} where a key
 *     changed; may be empty
 */
public record EnvelopeRecord(
    String topic,
    Schema keySchema,
    Object key,
    Schema valueSchema,
    Object value,
    Headers headers) {}
