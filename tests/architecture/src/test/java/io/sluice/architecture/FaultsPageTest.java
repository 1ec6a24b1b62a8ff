package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fault on the page names tests, the tests are there, and no kind of fault is left out. */
class FaultsPageTest {

  private static final String KINDS =
      "tests/fault/src/test/java/io/sluice/fault/sink/FaultKind.java";

  private static final int COLUMNS = 4;
  private static final Pattern KIND = Pattern.compile("(?m)^  ([A-Z_]+)\\(\\d");

  private static final TestTable TABLE = new TestTable("docs/faults.md", "Fault");

  @Test
  void everyFaultNamesATest() {
    assertThat(TABLE.rows())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(COLUMNS);
              assertThat(row.get(0)).isNotEmpty();
              assertThat(row.get(2)).isNotEmpty();
              assertThat(TestTable.tests(row)).as("tests of: %s", row.get(0)).isNotEmpty();
            });
  }

  @Test
  void everyTestThatIsNamedExists() {
    assertThat(TABLE.unknown()).isEmpty();
  }

  @Test
  void everyKindOfFaultIsOnThePage() {
    List<String> kinds =
        KIND.matcher(Repository.text(KINDS))
            .results()
            .map(kind -> "`" + kind.group(1) + "`")
            .toList();

    assertThat(kinds).hasSizeGreaterThan(20);
    assertThat(TABLE.rows().stream().map(row -> row.get(1))).containsAll(kinds);
  }
}
