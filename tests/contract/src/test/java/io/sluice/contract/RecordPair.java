package io.sluice.contract;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's record and ours of the same row or change. */
record RecordPair(SourceRecord reference, SourceRecord ours) {

  /** All pairs of a workload: copied rows by the row, changes by their order. */
  static List<RecordPair> of(Workload workload) {
    return Stream.of(
            copies(workload.snapshot().reference(), workload),
            changes(workload.stream()),
            Stream.of(incremental(workload)))
        .flatMap(Function.identity())
        .toList();
  }

  /** The row that Debezium copied beside the stream. */
  static RecordPair incremental(Workload workload) {
    return copies(List.of(workload.incremental()), workload).findFirst().orElseThrow();
  }

  private static Stream<RecordPair> copies(List<SourceRecord> copied, Workload workload) {
    Map<String, SourceRecord> ours =
        workload.snapshot().ours().stream()
            .collect(Collectors.toMap(RecordPair::row, Function.identity()));
    return copied.stream().map(reference -> new RecordPair(reference, ours.get(row(reference))));
  }

  private static Stream<RecordPair> changes(Workload.Records stream) {
    return IntStream.range(0, stream.reference().size())
        .mapToObj(i -> new RecordPair(stream.reference().get(i), stream.ours().get(i)));
  }

  /** A copied row by its first column, which no two rows of a table of the workload share. */
  static String row(SourceRecord record) {
    Struct after = ((Struct) record.value()).getStruct("after");
    return record.topic() + " " + after.get(after.schema().fields().get(0));
  }

  /** Every place in which the two differ. */
  List<Mismatch> mismatches() {
    return Comparison.mismatches(reference, ours);
  }
}
