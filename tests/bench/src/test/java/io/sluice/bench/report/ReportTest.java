package io.sluice.bench.report;

import static io.sluice.bench.report.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.bench.part.Outcome;
import io.sluice.bench.part.Part;
import io.sluice.bench.stand.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Part OURS = Part.ours("sluice.copy", "");
  private static final Part RIVAL = Part.rival("native.copy", "");

  @TempDir private Path folder;

  @Test
  void jsonHasFiguresPerPartAndAllRatios() throws IOException {
    Report report = report(measured(OURS, 90_000), measured(RIVAL, 60_000));
    report.write(folder);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
    JsonNode part = json.path("parts").path("sluice.copy");
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(part.path("rate").asLong()).isEqualTo(90_000);
    assertThat(part.path("cpu_us_per_row").path("total").asDouble()).isEqualTo(10);
    assertThat(part.path("cpu_us_per_row").path("worker").asDouble()).isEqualTo(8);
    assertThat(part.path("peak_mb").path("worker").asLong()).isEqualTo(500);
    assertThat(part.path("disturbed").asBoolean()).isFalse();
    assertThat(json.path("ratios").path("copy_vs_native").asDouble()).isEqualTo(1.5);
    assertThat(json.path("ratios").has("both_vs_debezium")).isTrue();
    assertThat(json.path("ratios").path("both_vs_debezium").isNull()).isTrue();
    assertThat(json.path("machine").path("cpu").asText()).isEqualTo("a fast one");
  }

  @Test
  void failureOfARivalIsReportedAndNotOurs() throws IOException {
    Report report =
        report(measured(OURS, 90_000), new Outcome.Failed(RIVAL, "it died\nand more about it"));
    report.write(folder);
    assertThat(report.isGood()).isTrue();
    assertThat(folder.resolve("bench.txt")).content().contains("native.copy FAILED: it died\n");
    assertThat(report.json().toString()).contains("failed=it died").doesNotContain("more about");
  }

  @Test
  void failureOfOursIsNotGood() {
    assertThat(report(new Outcome.Failed(OURS, "rows are missing")).isGood()).isFalse();
  }

  @Test
  void chartIsXmlWithTwoBarsForARatio() throws Exception {
    report(measured(OURS, 90_000), measured(RIVAL, 60_000)).write(folder);
    String svg = Files.readString(folder.resolve("bench.svg"));
    assertThat(svg).contains("× 1.50", "90,000/s, 10 µs", "60,000/s");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("bench.svg").toFile());
  }

  private static Report report(Outcome... outcomes) {
    return new Report(
        new Machine(Map.of("cpu", "a fast one")),
        new Size(5_000_000, 1_000_000, 10_000_000),
        List.of(outcomes));
  }
}
