package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.part.Part;
import io.sluice.control.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final Part COPY = Part.limit("limits.copy-1", "");
  private static final Part COPY_IN = Part.limit("limits.copy-in", "");
  private static final Part COPYING = Part.limit("limits.copying", "");
  private static final Part OURS = Part.ours("sluice.copy", "");
  private static final Selection PARTS = new Selection(List.of(COPY, COPY_IN, COPYING, OURS));

  @Test
  void noNameMeansAll() {
    assertThat(PARTS.of(List.of())).containsExactly(COPY, COPY_IN, COPYING, OURS);
  }

  @Test
  void namesMeanPartsAndWhatBeginsWithThem() {
    assertThat(PARTS.of(List.of("limits.copy"))).containsExactly(COPY, COPY_IN);
    assertThat(PARTS.of(List.of("sluice", " limits.copying"))).containsExactly(OURS, COPYING);
  }

  @Test
  void everyHalfIsMadeOfParts() {
    Selection all = new Selection(Scenarios.parts());
    assertThat(all.of(List.of("capture", "snapshot")))
        .extracting(Part::name)
        .contains("limits.stream", "debezium.avro.stream", "sluice.stream", "sluice.snapshot");
    assertThat(all.of(List.of("apply"))).extracting(Part::name).contains("sluice.apply-rows");
  }

  @Test
  void unknownNameListsTheKnown() {
    assertThatThrownBy(() -> PARTS.of(List.of("slu")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("slu; known are limits.copy-1, limits.copy-in");
  }

  @Test
  void noTwoPartsHaveTheSameName() {
    assertThat(Scenarios.parts().stream().map(Part::name)).doesNotHaveDuplicates();
  }
}
