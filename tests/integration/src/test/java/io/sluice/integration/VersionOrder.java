package io.sluice.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testkit.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for rows that are older than an earlier record of the same key, or that come back from a
 * chunk after the stream has said that they are gone.
 */
final class VersionOrder {

  /** What a key's records have said. */
  private record Last(long version, boolean gone) {}

  private final Map<JsonNode, Last> keys = new HashMap<>();
  private final List<String> stale = new ArrayList<>();
  private long chunkRows;

  void follow(TopicRecord record) {
    if (record.isTombstone()) {
      return;
    }
    Last last = keys.getOrDefault(record.key(), new Last(0, false));
    String op = record.value().path("op").asText();
    if (op.equals("d")) {
      keys.put(record.key(), new Last(last.version(), true));
      return;
    }
    boolean read = op.equals("r");
    chunkRows += read ? 1 : 0;
    long version = record.value().path("after").path("version").asLong();
    if (version < last.version() || (read && last.gone())) {
      stale.add(
          "offset %d: %s of key %s has version %d after %s"
              .formatted(record.offset(), op, record.key(), version, last));
    }
    keys.put(record.key(), new Last(Math.max(version, last.version()), false));
  }

  List<String> stale() {
    return List.copyOf(stale);
  }

  /** How many rows came from chunks. */
  long chunkRows() {
    return chunkRows;
  }
}
