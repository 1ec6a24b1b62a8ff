package io.sluice.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A table as a consumer rebuilds it from its topic, record by record. */
public final class TopicTable {

  private final Map<JsonNode, ObjectNode> rows = new HashMap<>();
  private Optional<ObjectNode> moving = Optional.empty();

  /** Applies the next record of the topic. */
  public void apply(TopicRecord record) {
    if (record.isTombstone()) {
      return;
    }
    switch (record.value().path("op").asText()) {
      case "d" -> delete(record);
      case "t" -> rows.clear();
      default -> upsert(record);
    }
  }

  private void delete(TopicRecord record) {
    Optional<ObjectNode> gone = Optional.ofNullable(rows.remove(record.key()));
    boolean moves = record.value().path("source").path("new_key").isObject();
    moving = moves ? gone : Optional.empty();
  }

  /** Columns that a record leaves out stay as they are; a row takes them along to a new key. */
  private void upsert(TopicRecord record) {
    ObjectNode row = record.value().path("after").deepCopy();
    Optional<ObjectNode> before = moving.or(() -> Optional.ofNullable(rows.get(record.key())));
    moving = Optional.empty();
    for (JsonNode column : record.value().path("source").path("unchanged")) {
      row.remove(column.asText());
      before
          .map(earlier -> earlier.get(column.asText()))
          .ifPresent(value -> row.set(column.asText(), value));
    }
    rows.put(record.key(), row);
  }

  /** The rows by key; a column that no record has told yet is absent. */
  public Map<JsonNode, JsonNode> rows() {
    return Map.copyOf(rows);
  }
}
