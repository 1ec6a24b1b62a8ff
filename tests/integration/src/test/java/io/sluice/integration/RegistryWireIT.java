package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.sluice.avro.registry.RegistryKeys;
import io.sluice.avro.registry.RegistryOptions;
import io.sluice.avro.registry.RegistryWire;
import io.sluice.testkit.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Confluent's wire format beside Apicurio's real registry and readers that are not ours. */
class RegistryWireIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY = SchemaRegistry.shared();
  private static final Schema ORDER =
      SchemaBuilder.record("shop.Order")
          .prop("connect.name", "shop.Order")
          .fields()
          .requiredLong("id")
          .optionalString("note")
          .endRecord();
  private static final GenericRecord ROW = row();

  @Test
  void registeredSchemaIsReadBackByItsNumber() {
    RegistryWire writer = wire();
    long number = writer.schemaNumber(writer.publish("back", ORDER));
    assertThat(wire().schema("back", number)).isEqualTo(ORDER);
    assertThat(wire().latest("back", ORDER)).contains(ORDER);
    assertThat(wire().latest("nobody", ORDER)).isEmpty();
  }

  @Test
  void sameSchemaHasOneNumberWhateverTheSubject() {
    byte[] prefix = wire().publish("one", ORDER);
    assertThat(wire().publish("one", ORDER)).isEqualTo(prefix);
    assertThat(wire().publish("a topic/of another name", ORDER)).isEqualTo(prefix);
  }

  @Test
  void schemaThatIsNotRegisteredIsRefusedWhereRegisteringIsOff() {
    RegistryWire careful = wire("auto.register.schemas", "false");
    assertThatThrownBy(() -> careful.publish("careful", ORDER))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("careful-value");
    byte[] prefix = wire().publish("careful", ORDER);
    assertThat(careful.publish("careful", ORDER)).isEqualTo(prefix);
  }

  @Test
  void incompatibleSchemaIsRefusedWithTheReason() throws Exception {
    wire().publish("strict", ORDER);
    put("/config/strict-value", "{\"compatibility\":\"BACKWARD\"}");
    Schema other = SchemaBuilder.record("shop.Order").fields().requiredString("status").endRecord();
    assertThatThrownBy(() -> wire().publish("strict", other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("subject strict-value")
        .hasMessageContaining("incompatible")
        .hasMessageContaining("status at /fields/0");
  }

  @Test
  void apicuriosDeserializerReadsWhatIsWritten() throws IOException {
    byte[] payload = written(wire().publish("apicurio", ORDER));
    try (AvroKafkaDeserializer<GenericRecord> reader = new AvroKafkaDeserializer<>()) {
      reader.configure(
          Map.of(
              "apicurio.registry.url", REGISTRY.nativeUrl().toString(),
              "apicurio.registry.as-confluent", "true",
              "apicurio.registry.use-id", "contentId"),
          false);
      assertThat(reader.deserialize("apicurio", payload)).hasToString(ROW.toString());
    }
  }

  @Test
  void decoderThatKnowsNothingOfUsReadsWhatIsWritten() throws Exception {
    ByteBuffer payload = ByteBuffer.wrap(written(wire().publish("independent", ORDER)));
    assertThat(payload.get()).isZero();
    String found = get("/schemas/ids/" + payload.getInt());
    Schema schema = new Schema.Parser().parse(JSON.readTree(found).path("schema").textValue());
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(payload.array(), payload.position(), payload.remaining(), null));
    assertThat(read).hasToString(ROW.toString());
  }

  private static byte[] written(byte[] prefix) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(prefix);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(ORDER).write(ROW, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static GenericRecord row() {
    GenericRecord row = new GenericData.Record(ORDER);
    row.put("id", 42L);
    row.put("note", "a box of tea");
    return row;
  }

  private static RegistryWire wire(String... setting) {
    ConfigDef keys = new ConfigDef();
    RegistryKeys.define(keys);
    Map<String, String> settings = new HashMap<>();
    settings.put(RegistryKeys.URL, REGISTRY.url().toString());
    for (int i = 0; i < setting.length; i += 2) {
      settings.put(setting[i], setting[i + 1]);
    }
    RegistryOptions options =
        RegistryOptions.of(new AbstractConfig(keys, settings, false)).orElseThrow();
    return new RegistryWire(options, false);
  }

  private static String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private static void put(String path, String json) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static URI uri(String path) {
    return URI.create(REGISTRY.url() + path);
  }
}
