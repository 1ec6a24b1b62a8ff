package io.sluice.control.handover;

import io.sluice.postgres.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes addresses in libpq's words. Pure. */
final class Conninfo {

  private Conninfo() {}

  /** The endpoint with its password, for a subscription. */
  static String of(Endpoint endpoint) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("host", endpoint.host());
    words.put("port", Integer.toString(endpoint.port()));
    words.put("dbname", endpoint.database());
    words.put("user", endpoint.user());
    words.put("password", endpoint.password().value());
    words.put("sslmode", endpoint.sslMode());
    return words.entrySet().stream()
        .filter(word -> !word.getValue().isEmpty())
        .map(word -> word.getKey() + "='" + escaped(word.getValue()) + "'")
        .collect(Collectors.joining(" "));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
