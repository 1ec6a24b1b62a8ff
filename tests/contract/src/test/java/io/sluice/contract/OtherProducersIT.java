package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Debezium's own connector captures a workload, in two configurations; our sink connector's task
 * applies its records, carried by several converters. Each target is the same as the source, but
 * for what {@link Loss} declares.
 */
class OtherProducersIT {

  private static final Path PAGE = Path.of("../../docs/reference/other-producers.md");
  private static final String SECTION = "## What is lost already";

  /** Debezium's defaults, where the reference has others. */
  private static final Map<String, String> DEFAULTS =
      Map.of("decimal.handling.mode", "precise", "interval.handling.mode", "numeric");

  /** Everything that can be a text is one; schemas say what columns are. */
  private static final Map<String, String> WORDS =
      Map.of(
          "topic.prefix", "words",
          "hstore.handling.mode", "map",
          "time.precision.mode", "isostring",
          "binary.handling.mode", "hex",
          "column.propagate.source.type", ".*",
          "provide.transaction.metadata", "true",
          "heartbeat.interval.ms", "200");

  private static final Map<String, String> READS_WORDS =
      Map.of(
          "decimal.handling.mode", "string",
          "time.precision.mode", "isostring",
          "binary.handling.mode", "hex");

  /** Its replica identity is another index than its key, which Debezium's records do not have. */
  private static final String WITHOUT_ITS_KEY = "tagged";

  /** Its key has a fraction, and its rows are moved without all their columns. */
  private static final String FRACTIONAL_KEY = "typed_keys";

  private static SourceServer server;
  private static SmallRegistry registry;
  private static List<SourceRecord> defaults;
  private static List<SourceRecord> words;
  private static Content source;

  /** What did not come through, of all targets. */
  private static final Set<String> DIFFERENCES = new TreeSet<>();

  @BeforeAll
  static void captureAndApply() throws InterruptedException {
    registry = new SmallRegistry();
    server = SourceServer.start();
    capture();
    source = Content.of(server, SourceServer.DATABASE);
    server.run("create database made template template0;\n");
    server.run("made", SourceServer.script("schema.sql"));
    server.run("made", SourceServer.script("other-producers", "schema.sql"));
    server.run("made", "alter table public.blanks alter column intervals drop not null;\n");
    Set<String> known = Set.of(WITHOUT_ITS_KEY);
    apply("plain_json", without(known, defaults), Delivery.plainJson(), Map.of(), known);
    apply("plain_words", without(known, words), Delivery.plainJson(), READS_WORDS, known);
    apply("avro", without(known, words), Delivery.avro(registry), READS_WORDS, known);
    Set<String> both = Set.of(WITHOUT_ITS_KEY, FRACTIONAL_KEY);
    apply("json", without(both, defaults), Delivery.json(), Map.of(), both);
  }

  private static void capture() throws InterruptedException {
    server.run(SourceServer.script("schema.sql"));
    server.run(SourceServer.script("rows.sql"));
    server.run(SourceServer.script("other-producers", "schema.sql"));
    server.run(SourceServer.script("other-producers", "rows.sql"));
    try (DebeziumReference one = new DebeziumReference(server, "one", DEFAULTS);
        DebeziumReference two = new DebeziumReference(server, "two", WORDS)) {
      defaults = one.records().upTo(OtherProducersIT::isLastOfSnapshot);
      words = two.records().upTo(OtherProducersIT::isLastOfSnapshot);
      server.run(SourceServer.script("changes.sql"));
      server.run(SourceServer.script("other-producers", "changes.sql"));
      server.run("insert into public.contract_end values (1);\n");
      defaults.addAll(one.records().upTo(OtherProducersIT::isEnd));
      words.addAll(two.records().upTo(OtherProducersIT::isEnd));
    }
  }

  private static boolean isLastOfSnapshot(SourceRecord record) {
    return record.value() instanceof Struct value
        && value.schema().field("source") != null
        && "last".equals(value.getStruct("source").getString("snapshot"));
  }

  private static boolean isEnd(SourceRecord record) {
    return record.topic().endsWith("contract_end");
  }

  private static List<SourceRecord> without(Set<String> tables, List<SourceRecord> records) {
    return records.stream().filter(record -> !tables.contains(table(record))).toList();
  }

  private static String table(SourceRecord record) {
    return record.topic().substring(record.topic().lastIndexOf('.') + 1);
  }

  /**
   * Applies records to a new database, and notes where it differs from the source.
   *
   * @param leftOut tables that are not looked at
   */
  private static void apply(
      String name,
      List<SourceRecord> records,
      Delivery delivery,
      Map<String, String> settings,
      Set<String> leftOut) {
    server.run("create database " + name + " template made;\n");
    SluiceApply.apply(server, name, delivery.deliver(records), settings);
    source.differences(Content.of(server, name)).stream()
        .filter(line -> !leftOut.contains(line.split("[.:]", 2)[0]))
        .forEach(DIFFERENCES::add);
  }

  @AfterAll
  static void stop() {
    server.close();
    registry.close();
  }

  @Test
  void everyDifferenceIsDeclared() {
    List<Pattern> declared = Loss.declared();
    assertThat(DIFFERENCES)
        .filteredOn(line -> declared.stream().noneMatch(loss -> loss.matcher(line).matches()))
        .isEmpty();
  }

  @Test
  void everyDeclaredLossOccurs() {
    assertThat(Loss.declared())
        .filteredOn(loss -> DIFFERENCES.stream().noneMatch(line -> loss.matcher(line).matches()))
        .isEmpty();
  }

  @Test
  void thePageListsTheDeclaredLosses() throws IOException {
    String section = Files.readString(PAGE).split(SECTION + "\n")[1].split("\n## ")[0];
    assertThat(section.lines().filter(line -> line.startsWith("|")).skip(2))
        .containsExactlyElementsOf(Arrays.stream(Loss.values()).map(Loss::row).toList());
  }

  @Test
  void theWorkloadHasEveryKindOfRecord() {
    assertThat(words)
        .extracting(OtherProducersIT::kind)
        .contains("r", "c", "u", "d", "t", "m", "-", "Heartbeat", "TransactionMetadataValue");
    assertThat(words)
        .anySatisfy(
            record -> assertThat(record.headers().lastWithName("__debezium.newkey")).isNotNull());
  }

  private static String kind(SourceRecord record) {
    if (!(record.value() instanceof Struct value)) {
      return "-";
    }
    String name = value.schema().name();
    return value.schema().field("op") == null
        ? name.substring(name.lastIndexOf('.') + 1)
        : value.getString("op");
  }

  @Test
  void tablesAreMadeWithTheTypesThatSchemasSay() {
    server.run(
        """
        create database created template template0;
        """);
    server.run(
        "created",
        """
        create extension hstore schema public;
        create extension citext schema public;
        create extension ltree schema public;
        """);
    List<SourceRecord> records = without(Set.of(WITHOUT_ITS_KEY, FRACTIONAL_KEY), words);
    SluiceApply.apply(server, "created", Delivery.json().deliver(records), READS_WORDS);

    Map<String, String> types = Content.types(server, SourceServer.DATABASE);
    Map<String, String> created = Content.types(server, "created");
    assertThat(created.entrySet())
        .filteredOn(column -> !column.getValue().equals(types.get(column.getKey())))
        .extracting(column -> column.getKey() + " " + column.getValue())
        .containsExactlyInAnyOrder(
            "blanks.domain_ integer",
            "blanks.pair_ text",
            "types.domain_ integer",
            "types.pair_ text",
            "extras.numbered text[]",
            "extras.pair_ text",
            "extras.pairs_of text[]",
            "extras.regclass_ text");
  }

  @Test
  void aMoveWhoseKeyTheHeaderMayHaveChangedIsRefused() {
    server.run("create database refused template made;\n");
    List<SourceRecord> moved =
        defaults.stream().filter(record -> table(record).equals(FRACTIONAL_KEY)).toList();

    assertThatThrownBy(
            () -> SluiceApply.apply(server, "refused", Delivery.json().deliver(moved), Map.of()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("ROW_NOT_WHOLE")
        .hasMessageContaining("table public.typed_keys")
        .hasMessageContaining("set header.converter");
  }
}
