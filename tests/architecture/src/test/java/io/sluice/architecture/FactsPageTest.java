package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each fact on the page names tests, and the tests are there. */
class FactsPageTest {

  private static final String PAGE = "docs/facts.md";
  private static final int COLUMNS = 3;
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final Pattern CASE = Pattern.compile("\\(case `([\\w-]+)`\\)");
  private static final String CASES = "tests/e2e/src/test/resources/cases";

  private static final String IS_TEST =
      "@(Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\\b[^;{}]*?"
          + "(?:\\{[^{}]*}[^;{}]*?)?\\s%s\\(";

  private static final Map<String, String> CLASSES =
      Repository.files(".java").stream()
          .filter(file -> file.contains("/src/test/java/"))
          .collect(Collectors.toMap(FactsPageTest::name, Function.identity(), (a, b) -> a));

  @Test
  void everyFactNamesATest() {
    assertThat(rows()).hasSizeGreaterThan(60);
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(COLUMNS).doesNotContain("");
              assertThat(tests(row)).as("tests of: %s", row.get(0)).isNotEmpty();
            });
  }

  @Test
  void everyTestThatIsNamedExists() {
    List<String> unknown = new ArrayList<>();
    for (List<String> row : rows()) {
      for (MatchResult test : tests(row)) {
        if (!exists(test.group(1), test.group(2))) {
          unknown.add(test.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyCaseThatIsNamedExists() {
    List<String> cases =
        CASE.matcher(Repository.text(PAGE)).results().map(c -> c.group(1)).toList();
    assertThat(cases)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Repository.ROOT.resolve(CASES).resolve(name)).isDirectory());
  }

  private static boolean exists(String type, String method) {
    return CLASSES.containsKey(type)
        && Pattern.compile(IS_TEST.formatted(method), Pattern.DOTALL)
            .matcher(Repository.text(CLASSES.get(type)))
            .find();
  }

  private static List<MatchResult> tests(List<String> row) {
    return TEST.matcher(row.get(row.size() - 1)).results().toList();
  }

  /** The cells of each row, without the heads of the tables. */
  private static List<List<String>> rows() {
    return Repository.text(PAGE)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Fact "))
        .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }
}
