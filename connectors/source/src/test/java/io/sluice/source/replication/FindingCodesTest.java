package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.Finding;
import io.sluice.source.failure.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingCodesTest {

  @Test
  void findingThatARunCanMeetTooHasTheSameCode() {
    assertThat(of("slot-in-use")).isEqualTo(ErrorCode.SLOT_IN_USE);
    assertThat(of("publication-tables", "publication-tables"))
        .isEqualTo(ErrorCode.TABLE_NOT_PUBLISHED);
  }

  @Test
  void severalKindsAndAllOthersArePrerequisites() {
    assertThat(of("wal-level")).isEqualTo(ErrorCode.PREREQUISITES);
    assertThat(of("slot-in-use", "slot-kind")).isEqualTo(ErrorCode.PREREQUISITES);
  }

  private static ErrorCode of(String... checks) {
    List<Finding> findings =
        Stream.of(checks).map(check -> new Finding(check, "slot.name", "Bad.", "Mend.")).toList();
    return FindingCodes.of(findings);
  }
}
