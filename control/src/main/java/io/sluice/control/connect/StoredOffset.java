package io.sluice.control.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One of a connector's stored offsets.
 *
 * @param partition of what
 * @param offset how far
 */
public record StoredOffset(JsonNode partition, JsonNode offset) {

  static StoredOffset read(JsonNode entry) {
    return new StoredOffset(entry.path("partition"), entry.path("offset"));
  }

  /** The source connector's word for the partition: {@code wal} or {@code snapshot}. */
  public String kind() {
    return partition.path("kind").asText();
  }
}
