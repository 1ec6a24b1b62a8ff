package io.sluice.envelope;

import static io.sluice.envelope.Tables.NAMING;
import static io.sluice.envelope.Tables.ORDERS;
import static io.sluice.envelope.Tables.READ_STAMP;
import static io.sluice.envelope.Tables.STAMP;
import static io.sluice.envelope.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.envelope.codec.HandlingModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/**
 * The records of a few changes as bytes on the wire, recorded once. They are the contract with
 * every topic written before: a difference needs a decision, and then {@code
 * -Dsluice.golden=record}.
 */
class GoldenRecordsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/records.json");
  private static final Instant WRITTEN = Instant.parse("2024-01-01T00:00:00.123456789Z");

  private final ObjectMapper json = new ObjectMapper();
  private final EnvelopeWriter writer =
      new EnvelopeWriter(NAMING, "shopdb", HandlingModes.EXACT, () -> WRITTEN);

  private static List<RowChange> workload() {
    RowImage row = row("1", "n", "1.50", "{\"a\": 1}");
    RowImage toasted =
        RowImage.of(Value.text("1"), Value.text("m"), Value.text("NaN"), Value.Missing.UNCHANGED);
    RowImage moved =
        RowImage.of(Value.text("2"), Value.text("m"), Value.text("NaN"), Value.Missing.UNCHANGED);
    return List.of(
        new RowChange.Read(ORDERS, READ_STAMP, row),
        new RowChange.Insert(ORDERS, STAMP, row),
        new RowChange.Update(ORDERS, STAMP, Optional.empty(), toasted),
        new RowChange.Update(ORDERS, STAMP, Optional.of(row.onlyKey(ORDERS)), moved),
        new RowChange.Delete(ORDERS, STAMP, moved.onlyKey(ORDERS)),
        new RowChange.Truncate(ORDERS, STAMP));
  }

  @Test
  void recordsOnTheWireStayAsTheyWere() throws IOException {
    ArrayNode records = json.createArrayNode();
    workload().forEach(change -> writer.write(change, record -> records.add(tree(record))));
    if ("record".equals(System.getProperty("sluice.golden"))) {
      Files.writeString(GOLDEN, json.writerWithDefaultPrettyPrinter().writeValueAsString(records));
    }
    assertThat(json.<JsonNode>valueToTree(records)).isEqualTo(json.readTree(GOLDEN.toFile()));
  }

  private ObjectNode tree(EnvelopeRecord record) {
    ObjectNode tree = json.createObjectNode().put("topic", record.topic());
    tree.set("key", tree(record.keySchema(), record.key()));
    tree.set("value", tree(record.valueSchema(), record.value()));
    record.headers().forEach(h -> tree.set(h.key(), tree(h.schema(), h.value())));
    return tree;
  }

  private JsonNode tree(Schema schema, Object value) {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "true"), false);
    byte[] bytes = converter.fromConnectData("golden", schema, value);
    try {
      return bytes == null ? json.nullNode() : withoutVersion(json.readTree(bytes));
    } catch (IOException notJson) {
      throw new AssertionError(notJson);
    }
  }

  /** The build's version is the one thing that may change. */
  private static JsonNode withoutVersion(JsonNode tree) {
    if (tree.at("/payload/source") instanceof ObjectNode source) {
      assertThat(source.get("version").asText()).isEqualTo(Version.current());
      source.put("version", "this build's");
    }
    return tree;
  }
}
