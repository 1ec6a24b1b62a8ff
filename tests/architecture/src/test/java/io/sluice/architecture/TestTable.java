package io.sluice.architecture;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a page whose last column names tests, as {@code `ClassOfTests.nameOfTheTest`}.
 *
 * @param page its path
 * @param head the first cell of the tables' heads
 */
record TestTable(String page, String head) {

  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final String IS_TEST =
      "@(Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\\b[^;{}]*?"
          + "(?:\\{[^{}]*}[^;{}]*?)?\\s%s\\(";

  private static final Map<String, String> CLASSES =
      Repository.files(".java").stream()
          .filter(file -> file.contains("/src/test/java/"))
          .collect(Collectors.toMap(TestTable::name, Function.identity(), (a, b) -> a));

  /** The cells of each row, without the heads of the tables. */
  List<List<String>> rows() {
    return Repository.text(page)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| " + head + " "))
        .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  /** The tests that a row names. */
  static List<String> tests(List<String> row) {
    return TEST.matcher(row.get(row.size() - 1)).results().map(MatchResult::group).toList();
  }

  /** The tests that the page names and nobody has written. */
  List<String> unknown() {
    return rows().stream()
        .flatMap(row -> TEST.matcher(row.get(row.size() - 1)).results())
        .filter(test -> !exists(test.group(1), test.group(2)))
        .map(MatchResult::group)
        .toList();
  }

  private static boolean exists(String type, String method) {
    return CLASSES.containsKey(type)
        && Pattern.compile(IS_TEST.formatted(method), Pattern.DOTALL)
            .matcher(Repository.text(CLASSES.get(type)))
            .find();
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }
}
