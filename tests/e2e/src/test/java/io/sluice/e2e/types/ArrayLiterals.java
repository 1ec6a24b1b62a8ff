package io.sluice.e2e.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arrays of the values of a type, as PostgreSQL reads them.
 *
 * @param texts of the values
 * @param delimiter between two elements
 */
record ArrayLiterals(List<String> texts, char delimiter) {

  /** Enough that the array leaves its row. */
  private static final int LARGE = 20_000;

  /** An element of more is not repeated in every shape. */
  private static final int SHORT = 1000;

  /** None, one NULL, all, in two dimensions, from other bounds, and too many for a row. */
  List<String> all() {
    List<String> elements = texts.stream().map(ArrayLiterals::quoted).toList();
    List<String> few = elements.stream().filter(one -> one.length() < SHORT).limit(3).toList();
    List<String> shapes = new ArrayList<>(List.of("{}", "{NULL}"));
    shapes.add(array(elements));
    shapes.add(array(withNull(elements)));
    shapes.add(array(List.of(array(withNull(few)), array(withNull(few)))));
    shapes.add("[0:" + few.size() + "]=" + array(withNull(few)));
    shapes.add("[-1:-1][5:5]=" + array(List.of(array(List.of(few.get(0))))));
    shapes.add(array(large(few)));
    return shapes;
  }

  private static List<String> withNull(List<String> elements) {
    List<String> all = new ArrayList<>(elements);
    all.add("NULL");
    return all;
  }

  private static List<String> large(List<String> few) {
    int length = few.stream().mapToInt(String::length).sum();
    return Collections.nCopies(LARGE / length, few).stream().flatMap(List::stream).toList();
  }

  private String array(List<String> elements) {
    return elements.stream().collect(Collectors.joining(String.valueOf(delimiter), "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
