package io.sluice.avro.registry;

import static io.sluice.avro.registry.Wires.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.avro.registry.StandIn.Request;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryWireTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REGISTER = "POST /subjects/orders-value/versions";

  private final StandIn registry = StandIn.start();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void prefixIsZeroAndTheNumberHighestByteFirst() {
    registry.answering(REGISTER, 200, "{\"id\":258}");
    RegistryWire wire = Wires.values(registry.url());
    byte[] prefix = wire.publish("orders", ORDER);
    assertThat(prefix).containsExactly(0, 0, 0, 1, 2).hasSize(wire.prefixLength());
    assertThat(wire.schemaNumber(prefix)).isEqualTo(258);
  }

  @Test
  void schemaIsSentAsConfluentsApiWantsIt() throws IOException {
    registry.answering(REGISTER, 200, "{\"id\":1}");
    Wires.values(registry.url()).publish("orders", ORDER);
    Request request = registry.requests().get(0);
    assertThat(request.headers().getFirst("Content-Type"))
        .isEqualTo("application/vnd.schemaregistry.v1+json");
    JsonNode body = JSON.readTree(request.body());
    assertThat(new Schema.Parser().parse(body.path("schema").textValue())).isEqualTo(ORDER);
  }

  @Test
  void registryIsAskedOnceForEachSchemaAndEachNumber() {
    registry
        .answering(REGISTER, 200, "{\"id\":1}")
        .answering("GET /schemas/ids/1", 200, found(ORDER));
    RegistryWire wire = Wires.values(registry.url());
    for (int i = 0; i < 3; i++) {
      wire.publish("orders", new Schema.Parser().parse(ORDER.toString()));
      assertThat(wire.schema("orders", 1)).isEqualTo(ORDER);
    }
    assertThat(registry.requests())
        .extracting(Request::line)
        .containsExactly(REGISTER, "GET /schemas/ids/1");
  }

  @Test
  void schemaIsOnlyLookedUpWhereRegisteringIsOff() {
    registry.answering("POST /subjects/orders-value", 200, "{\"id\":7}");
    RegistryWire wire = Wires.values(registry.url(), "auto.register.schemas", "false");
    assertThat(wire.schemaNumber(wire.publish("orders", ORDER))).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameStrategy, true, a%2Fb-key",
    "RecordNameStrategy, false, shop.Order",
    "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, false, a%2Fb-shop.Order"
  })
  void subjectsAreNamedAsAsked(String strategy, boolean isKey, String subject) {
    registry.answering("POST /subjects/" + subject + "/versions", 200, "{\"id\":1}");
    RegistryOptions options = Wires.options(registry.url(), "subject.name.strategy", strategy);
    new RegistryWire(options, isKey).publish("a/b", ORDER);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void keysMayBeNamedUnlikeValues() {
    registry.answering("POST /subjects/orders-key/versions", 200, "{\"id\":1}");
    String[] settings = {
      "subject.name.strategy",
      "RecordNameStrategy",
      "key.subject.name.strategy",
      "TopicNameStrategy"
    };
    Wires.keys(registry.url(), settings).publish("orders", ORDER);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void whatIsNoRecordHasNoSubjectOfItsOwn() {
    RegistryWire wire = Wires.keys(registry.url(), "subject.name.strategy", "RecordNameStrategy");
    assertThatThrownBy(() -> wire.publish("orders", Schema.create(Schema.Type.LONG)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("orders")
        .hasMessageContaining("long is no record")
        .hasMessageContaining("subject.name.strategy=TopicNameStrategy");
  }

  @Test
  void latestSchemaIsReadAnewAndMayBeMissing() {
    RegistryWire wire = Wires.values(registry.url());
    String line = "GET /subjects/orders-value/versions/latest";
    registry.answering(line, 404, "{\"error_code\":40401,\"message\":\"unknown\"}");
    assertThat(wire.latest("orders", ORDER)).isEmpty();
    registry.answering(line, 200, found(ORDER));
    assertThat(wire.latest("orders", ORDER)).contains(ORDER);
  }

  @Test
  void typesOfOtherSubjectsAreReadFirst() {
    Schema address = SchemaBuilder.record("shop.Address").fields().requiredInt("zip").endRecord();
    registry
        .answering("GET /subjects/address/versions/3", 200, found(address))
        .answering(
            "GET /schemas/ids/9",
            200,
            """
            {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"at\\",\\"type\\":\\"shop.Address\\"}]}",
             "references":[{"name":"shop.Address","subject":"address","version":3}]}""");
    Schema read = Wires.values(registry.url()).schema("orders", 9);
    assertThat(read.getField("at").schema()).isEqualTo(address);
  }

  @Test
  void otherKindsOfSchemasAreNamed() {
    registry.answering("GET /schemas/ids/4", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}");
    assertThatThrownBy(() -> Wires.values(registry.url()).schema("orders", 4))
        .isInstanceOf(DataException.class)
        .hasMessage("Cannot read the schema with number 4: it is of type PROTOBUF, not Avro");
  }

  @ParameterizedTest
  @CsvSource({"''", "00", "00000000", "7b22613a317d", "c301000000000000000000", "00ffffffff00"})
  void bytesOfAnotherFormAreRefusedWithoutAsking(String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Wires.values(registry.url()).schemaNumber(payload))
        .isInstanceOf(DataException.class);
    assertThat(registry.requests()).isEmpty();
  }

  private static String found(Schema schema) {
    return JSON.createObjectNode().put("schema", schema.toString()).toString();
  }
}
