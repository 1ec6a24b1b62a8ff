package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fact on the page names tests, and the tests are there. */
class FactsPageTest {

  private static final String PAGE = "docs/facts.md";
  private static final int COLUMNS = 3;
  private static final TestTable TABLE = new TestTable(PAGE, "Fact");

  private static final Pattern CASE = Pattern.compile("\\(case `([\\w-]+)`\\)");
  private static final String CASES = "tests/e2e/src/test/resources/cases";

  @Test
  void everyFactNamesATest() {
    assertThat(TABLE.rows()).hasSizeGreaterThan(60);
    assertThat(TABLE.rows())
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(COLUMNS).doesNotContain("");
              assertThat(TestTable.tests(row)).as("tests of: %s", row.get(0)).isNotEmpty();
            });
  }

  @Test
  void everyTestThatIsNamedExists() {
    assertThat(TABLE.unknown()).isEmpty();
  }

  @Test
  void everyCaseThatIsNamedExists() {
    List<String> cases =
        CASE.matcher(Repository.text(PAGE)).results().map(c -> c.group(1)).toList();
    assertThat(cases)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Repository.ROOT.resolve(CASES).resolve(name)).isDirectory());
  }
}
