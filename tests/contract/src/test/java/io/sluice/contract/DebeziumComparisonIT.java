package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What our writer makes of changes, held against what Debezium's connector makes of them. */
class DebeziumComparisonIT {

  private static final Stamp STAMP =
      new Stamp(new Position(new Lsn(2), 1), new Lsn(1), 700, 1_700_000_000_000_000L);

  /** Every column in which a row may differ, with the reason. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("timetz_", "Debezium moves the time to UTC; ours keeps its offset"),
          Map.entry("interval_", "Debezium rewrites it; ours is PostgreSQL's text"),
          Map.entry("numeric_", "Debezium writes NAN; ours is PostgreSQL's NaN"),
          Map.entry("date_", "Debezium's infinity overflows to a day in the past"),
          Map.entry("timestamptz_", "before Christ, ours is PostgreSQL's text"),
          Map.entry("bit_3", "Debezium's bytes lose the length of bit varying"),
          Map.entry("bit_1", "Debezium makes a boolean of it"),
          Map.entry("money_", "Debezium drops the currency"),
          Map.entry("point_", "Debezium's struct rounds through WKB"),
          Map.entry("pair_", "Debezium has bytes in an encoding of its own"),
          Map.entry("domain_", "ours keeps the domain, Debezium its base type"),
          Map.entry("tsvector_", "Debezium has a semantic type of its own"));

  private static SourceServer server;
  private static List<SourceRecord> reference;

  @BeforeAll
  static void captureOnce() throws InterruptedException {
    server = SourceServer.start();
    server.run(SourceServer.script("types-schema.sql"));
    server.run(SourceServer.script("changes-schema.sql"));
    String workload = SourceServer.script("types.sql") + SourceServer.script("changes.sql");
    reference = DebeziumReference.records(server, workload);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void typesDifferOnlyWhereThereIsAReason() throws SQLException {
    TableSchema types = CatalogTable.schema(server, "types");
    List<RowChange> changes = new ArrayList<>();
    for (RowImage row : CatalogTable.rows(server, types)) {
      changes.add(new RowChange.Insert(types, STAMP, row));
    }
    assertThat(differingColumns(of("types"), written(changes))).isEqualTo(REASONS);
  }

  @Test
  void whatADeleteDoesNotKnowIsAsNeutralAsInDebezium() throws SQLException {
    TableSchema blanks = CatalogTable.schema(server, "blanks");
    RowImage key = keyOnly(blanks, "1");
    List<EnvelopeRecord> ours = written(List.of(new RowChange.Delete(blanks, STAMP, key)));
    List<SourceRecord> deletes = of("blanks").subList(1, 3);
    assertThat(differingColumns(deletes, ours).keySet())
        .isSubsetOf(REASONS.keySet())
        .doesNotContain("timestamptz_", "date_", "numeric_", "timetz_");
  }

  @Test
  void changesUnderTheDefaultReplicaIdentityAreDebeziums() throws SQLException {
    TableSchema orders = CatalogTable.schema(server, "orders");
    String uuid = "c0ffee00-0000-4000-8000-000000000001";
    String moment = "2024-01-01 00:00:00+00";
    RowImage first = row("1", "n", "1.50", moment, uuid, body());
    RowImage noted = filled(row("1", "m", "1.50", moment, uuid, null), Value.UNCHANGED);
    RowImage moved = filled(row("2", "m", "1.50", moment, uuid, null), Value.UNCHANGED);
    agree(
        "orders",
        new RowChange.Insert(orders, STAMP, first),
        new RowChange.Update(orders, STAMP, Optional.empty(), noted),
        new RowChange.Update(orders, STAMP, Optional.of(first.onlyKey(orders)), moved),
        new RowChange.Delete(orders, STAMP, moved.onlyKey(orders)),
        new RowChange.Truncate(orders, STAMP));
  }

  @Test
  void changesUnderTheFullReplicaIdentityAreDebeziums() throws SQLException {
    TableSchema audited = CatalogTable.schema(server, "audited");
    RowImage first = row("1", "n", body());
    RowImage noted = row("1", "m", body());
    RowImage moved = row("2", "m", body());
    agree(
        "audited",
        new RowChange.Insert(audited, STAMP, first),
        new RowChange.Update(audited, STAMP, Optional.of(first), noted),
        new RowChange.Update(audited, STAMP, Optional.of(noted), moved),
        new RowChange.Delete(audited, STAMP, moved),
        new RowChange.Truncate(audited, STAMP));
  }

  @Test
  void keysOfTwoColumnsAreInTheKeysOrder() throws SQLException {
    TableSchema pairs = CatalogTable.schema(server, "pairs");
    agree(
        "pairs",
        new RowChange.Insert(pairs, STAMP, row("b", "1", "v")),
        new RowChange.Update(pairs, STAMP, Optional.empty(), row("b", "1", null)),
        new RowChange.Delete(pairs, STAMP, row("b", "1", null).onlyKey(pairs)));
  }

  private static void agree(String table, RowChange... changes) {
    List<SourceRecord> theirs = of(table);
    List<EnvelopeRecord> ours = written(List.of(changes));
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(Comparison.differences(theirs.get(i), ours.get(i))).as("record %s", i).isEmpty();
    }
  }

  private static Map<String, String> differingColumns(
      List<SourceRecord> theirs, List<EnvelopeRecord> ours) {
    assertThat(ours).hasSameSizeAs(theirs);
    Map<String, String> columns = new TreeMap<>();
    for (int i = 0; i < ours.size(); i++) {
      for (String path : Comparison.differences(theirs.get(i), ours.get(i))) {
        String column = path.replaceFirst("^(before|after)\\.", "").replaceFirst(":type$", "");
        columns.put(column, REASONS.getOrDefault(column, "no reason known: " + path));
      }
    }
    return columns;
  }

  private static List<SourceRecord> of(String table) {
    return reference.stream().filter(record -> record.topic().endsWith("." + table)).toList();
  }

  private static List<EnvelopeRecord> written(List<RowChange> changes) {
    List<EnvelopeRecord> records = new ArrayList<>();
    EnvelopeWriter writer = new EnvelopeWriter(new TopicNaming("shop"), SourceServer.DATABASE);
    changes.forEach(change -> writer.write(change, records::add));
    return records;
  }

  private static RowImage row(String... texts) {
    Value[] values = new Value[texts.length];
    for (int i = 0; i < texts.length; i++) {
      values[i] = texts[i] == null ? Value.NULL : Value.text(texts[i]);
    }
    return RowImage.of(values);
  }

  /** The row with a value in place of its NULLs. */
  private static RowImage filled(RowImage row, Value value) {
    return RowImage.of(
        row.values().stream().map(v -> v == Value.NULL ? value : v).toArray(Value[]::new));
  }

  private static RowImage keyOnly(TableSchema table, String key) {
    return RowImage.of(
        IntStream.range(0, table.columns().size())
            .mapToObj(i -> table.key().contains(i) ? Value.text(key) : Value.ABSENT)
            .toArray(Value[]::new));
  }

  /** What the workload computes: large and not compressible, so that it is stored out of line. */
  private static String body() {
    StringBuilder body = new StringBuilder();
    for (int i = 1; i <= 400; i++) {
      body.append(Md5.of(Integer.toString(i)));
    }
    return body.toString();
  }
}
