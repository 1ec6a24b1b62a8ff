package io.sluice.avro.registry;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Wire formats as a converter makes them of its configuration. */
final class Wires {

  static final Schema ORDER =
      SchemaBuilder.record("shop.Order").fields().requiredLong("id").endRecord();

  private Wires() {}

  static RegistryWire values(String url, String... keysAndValues) {
    return new RegistryWire(options(url, keysAndValues), false);
  }

  static RegistryWire keys(String url, String... keysAndValues) {
    return new RegistryWire(options(url, keysAndValues), true);
  }

  static RegistryOptions options(String url, String... keysAndValues) {
    Map<String, String> settings = new HashMap<>(Map.of(RegistryKeys.URL, url));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return RegistryOptions.of(config(settings)).orElseThrow();
  }

  static AbstractConfig config(Map<String, String> settings) {
    ConfigDef keys = new ConfigDef();
    RegistryKeys.define(keys);
    return new AbstractConfig(keys, settings, false);
  }
}
