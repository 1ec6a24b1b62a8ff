package io.sluice.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A record as a consumer sees it, in the shape that Connect's JSON converter with schemas gives it.
 *
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param key the key's payload; a missing node where the record has no key
 * @param value the value's payload; a missing node for a tombstone
 * @param valueSchema the value's schema; a missing node for a tombstone
 * @param headers their payloads by name
 */
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    JsonNode key,
    JsonNode value,
    JsonNode valueSchema,
    Map<String, JsonNode> headers) {

  /** Whether the value is Kafka's null. */
  public boolean isTombstone() {
    return value.isMissingNode();
  }
}
