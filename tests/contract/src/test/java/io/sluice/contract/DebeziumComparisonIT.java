package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our source connector and Debezium's capture the same workload of the same server at the same
 * time; their records are the same, but for what {@link Difference} declares.
 */
class DebeziumComparisonIT {

  private static final Path PAGE = Path.of("../../docs/reference/records.md");
  private static final String SECTION = "## Differences from Debezium";

  private static Workload workload;

  @BeforeAll
  static void captureOnce() throws InterruptedException {
    try (SourceServer server = SourceServer.start()) {
      workload = Workload.run(server);
    }
  }

  @Test
  void bothCopyTheSameRows() {
    assertThat(workload.snapshot().ours())
        .extracting(RecordPair::row)
        .containsExactlyInAnyOrderElementsOf(
            workload.snapshot().reference().stream().map(RecordPair::row).toList());
  }

  @Test
  void ourCopiesCarryTheFlagOfDebeziumsIncrementalSnapshot() {
    assertThat(RecordPair.incremental(workload).mismatches())
        .extracting(Mismatch::path)
        .doesNotContain("source.snapshot", "source.txId", "op");
  }

  @Test
  void bothStreamTheSameChangesInTheSameOrder() {
    assertThat(workload.stream().ours())
        .extracting(DebeziumComparisonIT::change)
        .containsExactlyElementsOf(
            workload.stream().reference().stream().map(DebeziumComparisonIT::change).toList());
  }

  @Test
  void everyDifferenceIsDeclared() {
    List<Pattern> declared = Difference.declared();
    assertThat(mismatches())
        .filteredOn(line -> declared.stream().noneMatch(one -> one.matcher(line).matches()))
        .isEmpty();
  }

  @Test
  void everyDeclaredDifferenceOccurs() {
    List<String> mismatches = mismatches();
    assertThat(Difference.declared())
        .filteredOn(one -> mismatches.stream().noneMatch(line -> one.matcher(line).matches()))
        .isEmpty();
  }

  @Test
  void thePageListsTheDeclaredDifferences() throws IOException {
    String section = Files.readString(PAGE).split(SECTION + "\n")[1].split("\n## ")[0];
    assertThat(section.lines().filter(line -> line.startsWith("|")).skip(2))
        .containsExactlyElementsOf(
            Arrays.stream(Difference.values()).map(Difference::row).toList());
  }

  @Test
  void theWorkloadHasEveryKindOfRecord() {
    assertThat(workload.stream().ours())
        .extracting(Comparison::op)
        .contains("c", "u", "d", "t", "-");
    assertThat(workload.stream().ours())
        .anySatisfy(
            record -> assertThat(record.headers().lastWithName("__debezium.newkey")).isNotNull());
  }

  @Test
  void theWorkloadLeavesLargeColumnsOfAllKindsUnchanged() {
    assertThat(workload.stream().ours())
        .filteredOn(record -> change(record).equals("shop.public.documents u"))
        .extracting(record -> ((Struct) record.value()).getStruct("source").getArray("unchanged"))
        .containsExactly(
            List.of("body", "details", "raw", "words", "counts", "amounts", "uuids", "ranges"));
  }

  /** Each mismatch once, however many records have it. */
  private static List<String> mismatches() {
    Stream<Mismatch> ofRecords =
        RecordPair.of(workload).stream().flatMap(pair -> pair.mismatches().stream());
    return Stream.concat(Stream.of(workload.topics()), ofRecords)
        .map(Mismatch::toString)
        .distinct()
        .toList();
  }

  private static String change(SourceRecord record) {
    return record.topic() + " " + Comparison.op(record);
  }
}
