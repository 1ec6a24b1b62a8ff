package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The handling modes give values Debezium's shapes: the same row of the same server, inserted while
 * both capture, is the same but for what each test declares.
 */
class HandlingModesIT {

  private static final List<String> MODES =
      List.of(
          "decimal.handling.mode",
          "time.precision.mode",
          "interval.handling.mode",
          "binary.handling.mode",
          "hstore.handling.mode");

  /** Debezium cuts the zeros at the end of a number without a scale; 1.500 stays itself here. */
  private static final List<String> ZEROS =
      List.of("shapes c after.number.scale: 1 ≠ 3", "shapes c after.number.value: 0f ≠ 05dc");

  private static SourceServer server;

  @BeforeAll
  static void start() {
    server = SourceServer.start();
    server.run(
        """
        create extension hstore schema public;
        create table public.shapes (
          id bigint primary key, amount numeric(12,2), number numeric, price numeric(5,2)[],
          day date, hour time, minute time(3), moment timestamp, second timestamp(3), days date[],
          moments timestamp[], length interval, raw bytea, raws bytea[], pairs public.hstore);
        create table public.contract_signals (id text primary key, type text not null, data text);
        """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void preciseConnectNumericBase64Json() throws InterruptedException {
    assertThat(differences("first", "precise", "connect", "numeric", "base64", "json"))
        .containsExactlyInAnyOrderElementsOf(ZEROS);
  }

  @Test
  void doubleIsoStringHexMap() throws InterruptedException {
    assertThat(differences("second", "double", "isostring", "string", "hex", "map")).isEmpty();
  }

  @Test
  void stringNanosecondsUrlSafe() throws InterruptedException {
    assertThat(differences("third", "string", "nanoseconds", "string", "base64-url-safe", "json"))
        .isEmpty();
  }

  @Test
  void preciseMicroseconds() throws InterruptedException {
    assertThat(differences("fourth", "precise", "microseconds", "numeric", "bytes", "map"))
        .containsExactlyInAnyOrderElementsOf(ZEROS);
  }

  /** What differs in the row after, each as its path, Debezium's and ours. */
  private static List<String> differences(String name, String... modes)
      throws InterruptedException {
    Map<String, String> changed = new HashMap<>();
    for (int i = 0; i < modes.length; i++) {
      changed.put(MODES.get(i), modes[i]);
    }
    changed.put("table.include.list", "public.shapes");
    server.run("truncate public.shapes;\n" + insert(1));
    try (DebeziumReference reference = new DebeziumReference(server, name, changed);
        SluiceCapture ours = new SluiceCapture(server, "sluice_" + name, changed)) {
      reference.records().upTo(HandlingModesIT::isRow);
      ours.records().upTo(HandlingModesIT::isRow);
      server.run(insert(2));
      return Comparison.mismatches(
              last(reference.records(), HandlingModesIT::isInsert),
              last(ours.records(), HandlingModesIT::isInsert))
          .stream()
          .filter(mismatch -> mismatch.path().startsWith("after."))
          .filter(mismatch -> !mismatch.path().endsWith(":parameters"))
          .map(Mismatch::toString)
          .toList();
    }
  }

  private static SourceRecord last(RecordQueue records, Predicate<SourceRecord> end)
      throws InterruptedException {
    List<SourceRecord> all = records.upTo(end);
    return all.get(all.size() - 1);
  }

  private static boolean isRow(SourceRecord record) {
    return isOf(record, "r");
  }

  private static boolean isInsert(SourceRecord record) {
    return isOf(record, "c");
  }

  private static boolean isOf(SourceRecord record, String op) {
    return record.topic().endsWith(".shapes") && Comparison.op(record).equals(op);
  }

  private static String insert(int id) {
    return """
        insert into public.shapes values (%d, 12345.60, 1.500, '{1.50,NULL}',
          '2024-02-29', '12:34:56.123456', '12:34:56.12', '2024-02-29 12:34:56.123456',
          '2024-02-29 12:34:56.5', '{2024-02-29,NULL}', '{"2024-02-29 12:34:56"}',
          '1 year 2 mons 3 days 04:05:06.5', '\\x00fffe', '{"\\\\x00ff",NULL}', '"a"=>"1 \\"q\\""');
        """
        .formatted(id);
  }
}
