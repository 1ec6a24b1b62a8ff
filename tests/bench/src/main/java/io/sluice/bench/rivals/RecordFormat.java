package io.sluice.bench.rivals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a rival's records become bytes. */
sealed interface RecordFormat {

  /** Part of the names of parts, connectors and topics. */
  String word();

  /** What a connector's configuration says about it. */
  Map<String, String> config();

  /**
   * The same for the first record of a topic, which the registry has to be told of; empty where
   * nobody has to be.
   */
  Optional<RecordFormat> introducing();

  /** Connect's own JSON, with the schemas that the JDBC sink cannot do without. */
  record Json() implements RecordFormat {

    @Override
    public String word() {
      return "json";
    }

    @Override
    public Optional<RecordFormat> introducing() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> config() {
      return converters(
          "org.apache.kafka.connect.json.JsonConverter", Map.of("schemas.enable", "true"));
    }
  }

  /**
   * Avro by Apicurio's converter.
   *
   * <p>One that registers schemas writes each record's schema as text to look it up, which makes
   * encoding five times as dear. One that takes the registry's latest schema of a topic does not.
   *
   * @param registry the registry's native API
   * @param registers whether it tells the registry of schemas, or expects to find them
   */
  record Avro(URI registry, boolean registers) implements RecordFormat {

    @Override
    public String word() {
      return "avro";
    }

    @Override
    public Optional<RecordFormat> introducing() {
      return registers ? Optional.empty() : Optional.of(new Avro(registry, true));
    }

    @Override
    public Map<String, String> config() {
      Map<String, String> config =
          converters(
              "io.apicurio.registry.utils.converter.AvroConverter",
              Map.of(
                  "apicurio.registry.url",
                  registry.toString(),
                  registers ? "apicurio.registry.auto-register" : "apicurio.registry.find-latest",
                  "true"));
      // Avro's names hold no dots and hyphens, and the converter does not change them itself.
      config.put("schema.name.adjustment.mode", "avro");
      config.put("field.name.adjustment.mode", "avro");
      return config;
    }
  }

  private static Map<String, String> converters(String type, Map<String, String> settings) {
    Map<String, String> config = new TreeMap<>();
    for (String converter : new String[] {"key.converter", "value.converter"}) {
      config.put(converter, type);
      settings.forEach((name, value) -> config.put(converter + "." + name, value));
    }
    return config;
  }
}
