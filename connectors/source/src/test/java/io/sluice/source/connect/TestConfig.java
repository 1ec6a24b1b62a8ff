package io.sluice.source.connect;

import java.util.HashMap;
import java.util.Map;

/** Configurations of a connector that a test need not spell out. */
final class TestConfig {

  private TestConfig() {}

  /** The least that a connector needs, with these settings. */
  static Map<String, String> with(Map<String, String> settings) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "name", "test",
                "topic.prefix", "test",
                "database.hostname", "127.0.0.1",
                "database.user", "nobody",
                "database.dbname", "none"));
    config.putAll(settings);
    return config;
  }
}
