package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.check.Check;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every check is made to say something, by a set-up that is broken. */
class BrokenSetUpsTest {

  private static final String SERVERS =
      "control/src/test/java/io/sluice/control/check/CheckIT.java";
  private static final String CONNECT =
      "tests/integration/src/test/java/io/sluice/integration/CheckConnectIT.java";

  /** What nobody can break, and why. */
  private static final Map<String, String> UNBROKEN =
      Map.of(
          "source.version", "there is no server before 15",
          "target.version", "there is no server before 15",
          "source.minor-version", "there are servers of the last minor releases only; ReleaseTest",
          "target.minor-version", "there are servers of the last minor releases only; ReleaseTest",
          "kafka.features", "there is no broker before 3.3; ClusterTest",
          "kafka.transactions", "the settings are a broker's file's; ClusterTest",
          "connect.version", "there is no worker before 3.3");

  @Test
  void everyCheckFailsOrWarnsInATest() {
    String tests = Repository.text(SERVERS) + Repository.text(CONNECT);

    assertThat(names())
        .filteredOn(name -> !UNBROKEN.containsKey(name))
        .hasSizeGreaterThan(90)
        .allSatisfy(name -> assertThat(tests).containsPattern(broken(name)));
  }

  @Test
  void whatIsLeftOutIsACheckAndIsNotBrokenAllTheSame() {
    String tests = Repository.text(SERVERS) + Repository.text(CONNECT);

    assertThat(names()).containsAll(UNBROKEN.keySet());
    assertThat(UNBROKEN.keySet())
        .allSatisfy(name -> assertThat(tests).doesNotContainPattern(broken(name)));
  }

  private static List<String> names() {
    return Check.all().stream().map(check -> check.side() + "." + check.id()).toList();
  }

  /** Its name alone, or as a line begins that says what is wrong. */
  private static Pattern broken(String name) {
    return Pattern.compile('"' + Pattern.quote(name) + "(\"|: (FAILED|WARNING))");
  }
}
