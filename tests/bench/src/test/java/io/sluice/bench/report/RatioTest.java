package io.sluice.bench.report;

import static io.sluice.bench.report.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.part.Outcome.Measured;
import io.sluice.bench.part.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

  private static final Measured OURS = measured(Part.ours("sluice.stream", ""), 60_000);
  private static final Measured JSON = measured(Part.rival("debezium.json.stream", ""), 40_000);
  private static final Measured AVRO = measured(Part.rival("debezium.avro.stream", ""), 20_000);

  @Test
  void bestOfTheRivalCounts() {
    assertThat(ratio("capture_vs_debezium").value(List.of(AVRO, OURS, JSON))).contains(1.5);
    assertThat(ratio("capture_vs_debezium_avro").value(List.of(AVRO, OURS, JSON))).contains(3.0);
  }

  @Test
  void thereIsNoRatioWithoutBoth() {
    assertThat(ratio("capture_vs_debezium").value(List.of(OURS))).isEmpty();
    assertThat(ratio("capture_vs_debezium").value(List.of(AVRO))).isEmpty();
    assertThat(ratio("snapshot_vs_debezium").value(List.of(OURS, AVRO))).isEmpty();
  }

  @Test
  void nativeReplicationCountsInItsBetterForm() {
    Measured copy = measured(Part.ours("sluice.copy", ""), 90_000);
    Measured text = measured(Part.rival("native.copy", ""), 45_000);
    Measured binary = measured(Part.rival("native.binary.copy", ""), 60_000);
    assertThat(ratio("copy_vs_native").value(List.of(text, binary, copy))).contains(1.5);
  }

  private static Ratio ratio(String name) {
    return Ratio.ALL.stream().filter(ratio -> ratio.name().equals(name)).findFirst().orElseThrow();
  }
}
