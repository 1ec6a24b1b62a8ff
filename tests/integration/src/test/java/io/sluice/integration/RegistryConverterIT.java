package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.sluice.avro.AvroConverter;
import io.sluice.testkit.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** The converter with Apicurio's real registry, read by others and by itself. */
class RegistryConverterIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY = SchemaRegistry.shared();

  private static final Schema ROW =
      SchemaBuilder.struct()
          .name("shop.public.orders.Value")
          .optional()
          .field("id", Schema.INT64_SCHEMA)
          .field("note", Schema.OPTIONAL_STRING_SCHEMA)
          .field("placed", SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build())
          .build();
  private static final Schema ENVELOPE =
      SchemaBuilder.struct()
          .name("shop.public.orders.Envelope")
          .field("before", ROW)
          .field("after", ROW)
          .field("op", Schema.STRING_SCHEMA)
          .build();
  private static final Struct CHANGE =
      new Struct(ENVELOPE)
          .put("after", new Struct(ROW).put("id", 42L).put("note", "tea").put("placed", 1_000L))
          .put("op", "c");

  @Test
  void anotherConverterReadsValuesAndKeysBack() {
    byte[] value = converter(false).fromConnectData("back", ENVELOPE, CHANGE);
    byte[] key = converter(true).fromConnectData("back", Schema.INT64_SCHEMA, 42L);
    SchemaAndValue read = converter(false).toConnectData("back", value);
    assertThat(read.value()).isEqualTo(CHANGE);
    assertThat(read.schema()).isEqualTo(ENVELOPE);
    assertThat(converter(true).toConnectData("back", key).value()).isEqualTo(42L);
  }

  @Test
  void newestSchemaOfTheRegistryIsReadAs() {
    byte[] old = converter(false).fromConnectData("newest", ENVELOPE, CHANGE);
    Schema wider =
        SchemaBuilder.struct()
            .name(ENVELOPE.name())
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    Struct later = new Struct(wider).put("op", "d").put("ts_ms", 7L);
    converter(false).fromConnectData("newest", wider, later);

    Struct read =
        (Struct)
            converter(false, "use.latest.version", "true").toConnectData("newest", old).value();
    assertThat(read.getString("op")).isEqualTo("c");
    assertThat(read.get("ts_ms")).isNull();
    assertThat(read.schema()).isEqualTo(wider);
  }

  @Test
  void apicuriosDeserializerReadsTheEnvelope() {
    byte[] payload = converter(false).fromConnectData("apicurio", ENVELOPE, CHANGE);
    try (AvroKafkaDeserializer<GenericRecord> reader = new AvroKafkaDeserializer<>()) {
      reader.configure(
          Map.of(
              "apicurio.registry.url", REGISTRY.nativeUrl().toString(),
              "apicurio.registry.as-confluent", "true",
              "apicurio.registry.use-id", "contentId"),
          false);
      assertChange(reader.deserialize("apicurio", payload));
    }
  }

  @Test
  void decoderThatKnowsNothingOfUsReadsTheEnvelope() throws Exception {
    ByteBuffer payload =
        ByteBuffer.wrap(converter(false).fromConnectData("independent", ENVELOPE, CHANGE));
    assertThat(payload.get()).isZero();
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(found(payload.getInt()));
    assertChange(
        reader.read(
            null,
            DecoderFactory.get()
                .binaryDecoder(payload.array(), payload.position(), payload.remaining(), null)));
  }

  private static void assertChange(GenericRecord read) {
    assertThat(read.get("before")).isNull();
    assertThat(read.get("op")).hasToString("c");
    GenericRecord row = (GenericRecord) read.get("after");
    assertThat(row.get("id")).isEqualTo(42L);
    assertThat(row.get("note")).hasToString("tea");
    assertThat(row.get("placed")).isEqualTo(1_000L);
  }

  private static AvroConverter converter(boolean isKey, String... setting) {
    Map<String, String> settings = new HashMap<>();
    settings.put("schema.registry.url", REGISTRY.url().toString());
    for (int i = 0; i < setting.length; i += 2) {
      settings.put(setting[i], setting[i + 1]);
    }
    AvroConverter converter = new AvroConverter();
    converter.configure(settings, isKey);
    return converter;
  }

  private static org.apache.avro.Schema found(int id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(REGISTRY.url() + "/schemas/ids/" + id)).build();
    String found = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    String schema = JSON.readTree(found).path("schema").textValue();
    return new org.apache.avro.Schema.Parser().parse(schema);
  }
}
