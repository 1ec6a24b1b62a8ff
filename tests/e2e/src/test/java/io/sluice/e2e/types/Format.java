package io.sluice.e2e.types;

import java.util.Map;

/** What the records are written as. */
enum Format {
  AVRO("Avro", Map.of()),
  JSON("JSON", json());

  private static final String CONVERTER = "org.apache.kafka.connect.json.JsonConverter";

  private final String word;
  private final Map<String, String> converters;

  Format(String word, Map<String, String> converters) {
    this.word = word;
    this.converters = converters;
  }

  private static Map<String, String> json() {
    return Map.of(
        "key.converter",
        CONVERTER,
        "key.converter.schemas.enable",
        "true",
        "value.converter",
        CONVERTER,
        "value.converter.schemas.enable",
        "true");
  }

  /** For people. */
  String word() {
    return word;
  }

  /** What differs from the connectors' usual configuration, on both sides. */
  Map<String, String> converters() {
    return converters;
  }
}
