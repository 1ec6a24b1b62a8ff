package io.sluice.e2e.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values of {@code values.json}: for each type, texts that its input reads, queries for such a
 * text ({@code sql}), and expressions for what no text says on every server ({@code expr}). Arrays
 * are made of them.
 */
final class ValueFile {

  private static final String VALUES = "/types/values.json";
  private static final String UNMOVED = "/types/unmoved.json";

  private final TestDatabase database;
  private final TypeCatalog catalog;

  /**
   * @param database has the types
   */
  ValueFile(TestDatabase database) {
    this.database = database;
    this.catalog = new TypeCatalog(database);
  }

  /** Built-in types that no table can bring anywhere, each with the reason. */
  static Map<String, String> unmoved() {
    Map<String, String> reasons = new LinkedHashMap<>();
    read(UNMOVED)
        .properties()
        .forEach(each -> reasons.put(each.getKey(), each.getValue().textValue()));
    return reasons;
  }

  /**
   * The values of every type and of arrays of it.
   *
   * @throws AssertionError naming a built-in type for which the file has nothing
   */
  List<TypedValues> all() {
    JsonNode file = read(VALUES);
    requireWhole(file);
    List<TypedValues> all = new ArrayList<>();
    Set<String> given = new LinkedHashSet<>();
    file.fieldNames().forEachRemaining(given::add);
    for (String type : given) {
      List<String> texts = texts(type, file.get(type));
      if (!type.endsWith("[]")) {
        all.add(new TypedValues(type, expressions(type, texts, file.path(type))));
      }
      if (catalog.hasArray(type)) {
        String array = type + "[]";
        List<String> arrays = new ArrayLiterals(texts, catalog.delimiter(type)).all();
        all.add(new TypedValues(array, expressions(array, arrays, file.path(array))));
      }
    }
    return all;
  }

  private void requireWhole(JsonNode file) {
    Set<String> missing =
        catalog.builtIn().stream()
            .filter(type -> !file.has(type) && !unmoved().containsKey(type))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!missing.isEmpty()) {
      throw new AssertionError("no values for the built-in types " + missing);
    }
  }

  private List<String> texts(String type, JsonNode values) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isTextual()) {
        texts.add(value.textValue());
      } else if (value.has("sql")) {
        texts.add(database.text("SELECT ((" + value.get("sql").textValue() + "))::text"));
      }
    }
    return texts;
  }

  private static List<String> expressions(String type, List<String> texts, JsonNode values) {
    List<String> expressions = new ArrayList<>();
    texts.forEach(text -> expressions.add(TypedValues.literal(text, type)));
    for (JsonNode value : values) {
      if (value.has("expr")) {
        expressions.add("(" + value.get("expr").textValue() + ")");
      }
    }
    return expressions;
  }

  private static JsonNode read(String resource) {
    try (InputStream in = ValueFile.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + resource, failed);
    }
  }
}
