package io.sluice.control.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.control.connect.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of type jsonb hold. */
final class KeptJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private KeptJson() {}

  static String write(Map<Partition, Long> offsets) {
    ArrayNode list = JSON.createArrayNode();
    offsets.forEach(
        (partition, offset) ->
            list.addObject()
                .put("topic", partition.topic())
                .put("partition", partition.number())
                .put("offset", offset));
    return list.toString();
  }

  static Map<Partition, Long> offsets(String json) {
    Map<Partition, Long> offsets = new HashMap<>();
    for (JsonNode each : tree(json)) {
      offsets.put(
          new Partition(each.path("topic").asText(), each.path("partition").asInt()),
          each.path("offset").asLong());
    }
    return offsets;
  }

  static String write(List<Difference> differences) {
    ArrayNode list = JSON.createArrayNode();
    for (Difference difference : differences) {
      ObjectNode node = list.addObject().put("kind", difference.kind().word());
      ArrayNode key = node.putArray("key");
      difference.key().forEach(key::add);
    }
    return list.toString();
  }

  static List<Difference> differences(String json) {
    List<Difference> differences = new ArrayList<>();
    for (JsonNode each : tree(json)) {
      List<String> key = new ArrayList<>();
      each.path("key").forEach(value -> key.add(value.asText()));
      String kind = each.path("kind").asText().toUpperCase(Locale.ROOT);
      differences.add(new Difference(Difference.Kind.valueOf(kind), key));
    }
    return differences;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("schema sluice of the target holds what is no JSON", e);
    }
  }
}
