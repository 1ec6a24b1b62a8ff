package io.sluice.control.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connector's configuration with <code>${name}</code> in its values. Entries that come out blank
 * are left out, so that the connector's default holds.
 *
 * @param name the file's, for messages
 * @param entries key to value, unfilled
 */
public record TemplatedConfig(String name, Map<String, String> entries) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9._-]+)}");

  public TemplatedConfig {
    entries = Map.copyOf(entries);
  }

  /** Reads a JSON file: either the configuration itself or Connect's {@code {name, config}}. */
  public static TemplatedConfig read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new Problem(file + " cannot be read: the installation is incomplete", e);
    }
  }

  static TemplatedConfig parse(String name, String json) {
    try {
      JsonNode tree = new ObjectMapper().readTree(json);
      Map<String, String> entries = new TreeMap<>();
      tree.path("config")
          .properties()
          .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
      if (entries.isEmpty()) {
        tree.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
      }
      return new TemplatedConfig(name, entries);
    } catch (JsonProcessingException e) {
      throw new Problem(name + " is not JSON", e);
    }
  }

  /**
   * @param values for the placeholders
   * @throws Problem that names a placeholder without a value
   */
  public Map<String, String> fill(Map<String, String> values) {
    Map<String, String> filled = new TreeMap<>();
    entries.forEach(
        (key, template) -> {
          String value = fill(key, template, values);
          if (!value.isBlank()) {
            filled.put(key, value);
          }
        });
    return filled;
  }

  private String fill(String key, String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(key, found.group(1), values)));
  }

  private String value(String key, String placeholder, Map<String, String> values) {
    String value = values.get(placeholder);
    if (value == null) {
      throw new Problem(name + ": nothing is known for ${" + placeholder + "} in " + key);
    }
    return value;
  }
}
