package io.sluice.control.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of a YAML document. Every complaint names the field by its whole path and says what
 * is expected; it never repeats a value.
 */
final class Fields {

  private final String path;
  private final JsonNode node;
  private final Environment environment;

  Fields(String path, JsonNode node, Environment environment) {
    if (!node.isObject()) {
      throw new Problem((path.isEmpty() ? "the file" : path) + " must hold fields");
    }
    this.path = path;
    this.node = node;
    this.environment = environment;
  }

  /** Refuses fields that nobody will read, most of them misspelt. */
  Fields only(Set<String> known) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw complaint(
            field.getKey(), "is unknown; known here are " + String.join(", ", sorted(known)));
      }
    }
    return this;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> complaint(name, "is missing"));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(scalar(name, value));
  }

  int integer(String name, int least, int most, int otherwise) {
    Optional<String> text = optionalText(name);
    try {
      int number = text.map(Integer::parseInt).orElse(otherwise);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw complaint(name, "must be a whole number from " + least + " to " + most);
    }
    throw complaint(name, "must be a whole number from " + least + " to " + most);
  }

  List<String> texts(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw complaint(name, "must be a list");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(entry -> texts.add(scalar(name, entry)));
    return texts;
  }

  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    optionalFields(name)
        .ifPresent(
            fields ->
                fields
                    .node
                    .properties()
                    .forEach(pair -> pairs.put(pair.getKey(), fields.text(pair.getKey()))));
    return pairs;
  }

  Fields fields(String name) {
    return optionalFields(name).orElseThrow(() -> complaint(name, "is missing"));
  }

  Optional<Fields> optionalFields(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(new Fields(pathOf(name), value, environment));
  }

  Problem complaint(String name, String what) {
    return new Problem(pathOf(name) + " " + what);
  }

  private String scalar(String name, JsonNode value) {
    if (!value.isValueNode()) {
      throw complaint(name, "must be a single value");
    }
    return environment.expand(value.asText(), what -> complaint(name, what));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
