package io.sluice.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What both captures saw of the same workload on the same server at the same time.
 *
 * @param snapshot the rows that were there before, in no order
 * @param stream the changes, in order
 * @param incremental a row as Debezium copies it beside the stream; it did not change meanwhile
 */
record Workload(Records snapshot, Records stream, SourceRecord incremental) {

  private static final String END = "contract_end";

  /**
   * The same part of the workload, as each of the two recorded it.
   *
   * @param all of our records, also those that are about no row
   */
  record Records(List<SourceRecord> reference, List<SourceRecord> all) {

    /** Our records of rows and changes. */
    List<SourceRecord> ours() {
      return all.stream().filter(record -> !isWatermark(record)).toList();
    }
  }

  /** Loads a server, has it captured by both, and changes it once both have copied it. */
  static Workload run(SourceServer server) throws InterruptedException {
    server.run(SourceServer.script("schema.sql"));
    server.run(SourceServer.script("rows.sql"));
    try (DebeziumReference reference = new DebeziumReference(server);
        SluiceCapture ours = new SluiceCapture(server)) {
      Records snapshot =
          new Records(
              reference.records().upTo(Workload::isLastOfSnapshot),
              ours.records().upTo(endOfCopies(server.tables())));
      server.run(SourceServer.script("changes.sql"));
      server.run("insert into public." + END + " values (1);\n");
      Predicate<SourceRecord> end = record -> record.topic().endsWith(END);
      Records stream = new Records(reference.records().upTo(end), ours.records().upTo(end));
      reference.copyAgain("types");
      List<SourceRecord> again = reference.records().upTo(Workload::isCopy);
      return new Workload(snapshot, stream, again.get(again.size() - 1));
    }
  }

  /** The topics that only one of the two wrote. */
  Mismatch topics() {
    Set<String> theirs = topics(Records::reference);
    Set<String> mine = topics(Records::all);
    return new Mismatch("all", "-", "topics", without(theirs, mine), without(mine, theirs));
  }

  private Set<String> topics(Function<Records, List<SourceRecord>> part) {
    return Stream.of(snapshot, stream)
        .flatMap(records -> part.apply(records).stream())
        .map(SourceRecord::topic)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String without(Set<String> topics, Set<String> others) {
    String rest =
        topics.stream().filter(topic -> !others.contains(topic)).collect(Collectors.joining(","));
    return rest.isEmpty() ? "nothing" : rest;
  }

  private static boolean isLastOfSnapshot(SourceRecord record) {
    return "last".equals(((Struct) record.value()).getStruct("source").getString("snapshot"));
  }

  private static boolean isCopy(SourceRecord record) {
    return Comparison.op(record).equals("r");
  }

  /** True of the watermark of the last table that is finished. */
  private static Predicate<SourceRecord> endOfCopies(Set<String> tables) {
    Set<String> unfinished = new HashSet<>(tables);
    return record -> {
      if (isWatermark(record) && ((Struct) record.value()).get("kind").equals("table")) {
        unfinished.remove(((Struct) record.value()).getString("table"));
      }
      return unfinished.isEmpty();
    };
  }

  private static boolean isWatermark(SourceRecord record) {
    return record.topic().equals("shop.watermarks");
  }
}
