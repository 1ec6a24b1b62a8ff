package io.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

  @Test
  void releaseThatLosesChangesIsNamedWithWhatItDoesAndWhatMendsIt() {
    List<Finding> findings = new Release(17, 4).asSource();

    assertThat(findings).hasSize(1);
    Finding found = findings.get(0);
    assertThat(found.isFailure()).isFalse();
    assertThat(found.check()).isEqualTo("minor-version");
    assertThat(found.problem())
        .startsWith("The server is PostgreSQL 17.4, in which changes may be lost")
        .contains("ALTER PUBLICATION ... ADD TABLE", "; a search may mark the wrong entries");
    assertThat(found.remedy()).startsWith("Update it to 17.6 or later");
  }

  @ParameterizedTest(name = "{0}.{1} has {2} bugs as a source and {3} as a target, mended in {4}")
  @CsvSource({
    "15,  0, 7, 2, 15.14",
    "15,  5, 7, 2, 15.14",
    "15,  6, 5, 2, 15.14",
    "15, 12, 2, 1, 15.14",
    "15, 13, 2, 1, 15.14",
    "16,  3, 5, 2, 16.10",
    "16,  8, 2, 1, 16.10",
    "16,  9, 2, 1, 16.10",
    "17,  0, 4, 2, 17.6",
    "17,  1, 3, 1, 17.6",
    "17,  5, 2, 1, 17.6"
  })
  void everyBugIsToldUntilTheReleaseThatMendsIt(
      int major, int minor, int asSource, int asTarget, String mended) {
    Release release = new Release(major, minor);

    assertThat(symptoms(release.asSource())).isEqualTo(asSource);
    assertThat(symptoms(release.asTarget())).isEqualTo(asTarget);
    assertThat(release.asSource().get(0).remedy()).contains(" to " + mended + " or later");
  }

  @ParameterizedTest
  @CsvSource({"15, 14", "15, 19", "16, 10", "17, 6", "17, 11", "18, 0", "18, 6", "19, 0"})
  void releaseWithoutAKnownBugIsPassedOver(int major, int minor) {
    assertThat(new Release(major, minor).asSource()).isEmpty();
    assertThat(new Release(major, minor).asTarget()).isEmpty();
  }

  /** A mistake of one release is not one of those before it. */
  @Test
  void bugThatAReleaseHasBroughtIsToldOfThatReleaseOnly() {
    assertThat(new Release(17, 4).asSource().toString()).doesNotContain("out of memory");
    assertThat(new Release(17, 5).asSource().toString()).contains("out of memory");
  }

  private static int symptoms(List<Finding> findings) {
    return findings.get(0).problem().split("; ", -1).length;
  }
}
