package io.sluice.envelope;

import static io.sluice.envelope.DebeziumRecords.TABLE;
import static io.sluice.envelope.DebeziumRecords.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.envelope.debezium.ProducerOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebeziumReaderTest {

  private static final String GONE = "__debezium_unavailable_value";
  private static final Schema WITH_DEFAULT =
      SchemaBuilder.string().optional().defaultValue("d").build();

  private static final DebeziumRecords RECORDS =
      new DebeziumRecords(
          1,
          List.of(
              field("id", Schema.INT64_SCHEMA),
              field("a", WITH_DEFAULT),
              field("b", Schema.OPTIONAL_STRING_SCHEMA)));

  private static final TableSchema TARGET =
      table(
          List.of(0),
          column("id", "bigint", false),
          column("a", "text", true),
          column("b", "text", true));

  private static final Stamp STAMP =
      new Stamp(Position.before(new Lsn(100)), new Lsn(100), 1, 1_700_000_000_123_456L);

  private final EnvelopeReader reader =
      new EnvelopeReader(table -> Optional.of(TARGET), ProducerOptions.DEFAULTS);

  @ParameterizedTest(name = "with schemas: {0}")
  @ValueSource(booleans = {true, false})
  void everyOperationArrives(boolean schemas) {
    assertThat(read(RECORDS.record("r", null, List.of(1L, "x", "y")), schemas))
        .contains(new RowChange.Read(TARGET, STAMP, row("1", "x", "y")));
    assertThat(read(RECORDS.record("c", null, List.of(1L, "x", "y")), schemas))
        .contains(new RowChange.Insert(TARGET, STAMP, row("1", "x", "y")));
    assertThat(read(RECORDS.record("u", null, List.of(1L, "x", "z")), schemas))
        .contains(new RowChange.Update(TARGET, STAMP, Optional.empty(), row("1", "x", "z")));
    assertThat(read(RECORDS.record("d", Arrays.asList(1L, null, null), null), schemas))
        .contains(new RowChange.Delete(TARGET, STAMP, row("1", null, null).onlyKey(TARGET)));
    assertThat(read(RECORDS.record("t", null, null), schemas))
        .contains(new RowChange.Truncate(TARGET, STAMP));
  }

  @ParameterizedTest(name = "with schemas: {0}")
  @ValueSource(booleans = {true, false})
  void aNullIsNeverTheColumnsDefault(boolean schemas) {
    assertThat(read(RECORDS.record("u", null, Arrays.asList(1L, null, "z")), schemas))
        .contains(new RowChange.Update(TARGET, STAMP, Optional.empty(), row("1", null, "z")));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE, -9_007_199_254_740_993L})
  void longKeysPassExactlyWithoutSchemas(long id) {
    assertThat(read(RECORDS.record("c", null, List.of(id, "x", "y")), false))
        .contains(new RowChange.Insert(TARGET, STAMP, row(Long.toString(id), "x", "y")));
  }

  @ParameterizedTest(name = "with schemas: {0}")
  @ValueSource(booleans = {true, false})
  void thePlaceholderIsUnchangedAndNoText(boolean schemas) {
    assertThat(read(RECORDS.record("u", null, List.of(1L, "x", GONE)), schemas))
        .contains(new RowChange.Update(TARGET, STAMP, Optional.empty(), toasted("1")));
  }

  @ParameterizedTest(name = "with schemas: {0}")
  @ValueSource(booleans = {true, false})
  void aKeyChangeMovesTheRowWithWhatItLeftOut(boolean schemas) {
    List<EnvelopeRecord> halves =
        RECORDS.keyChange(
            Arrays.asList(1L, null, null), List.of(9_007_199_254_740_993L, "x", GONE));

    assertThat(read(halves.get(0), schemas))
        .contains(
            new RowChange.Rekey(
                TARGET,
                STAMP,
                row("1", null, null).onlyKey(TARGET),
                row("9007199254740993", null, null).onlyKey(TARGET)));
    assertThat(read(halves.get(1), schemas))
        .contains(new RowChange.Insert(TARGET, STAMP, toasted("9007199254740993")));
  }

  /** A text that the header converter may take for something else is no key to rely on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "12:34:56Z",
        "with \"quotes\"",
        "back\\slash",
        " blanks ",
        "a,b",
        "{a:b}",
        "é",
        "null",
        "true",
        "12",
        "1.50"
      })
  void aHeaderIsTheKeyOrNoKeyAtAll(String id) {
    DebeziumRecords records =
        new DebeziumRecords(
            1,
            List.of(field("id", Schema.STRING_SCHEMA), field("b", Schema.OPTIONAL_STRING_SCHEMA)));
    TableSchema target = table(List.of(0), column("id", "text", false), column("b", "text", true));
    EnvelopeReader texts = new EnvelopeReader(t -> Optional.of(target), ProducerOptions.DEFAULTS);
    List<EnvelopeRecord> halves = records.keyChange(Arrays.asList("k", null), List.of(id, "b"));

    RowChange first = texts.read(DebeziumRecords.throughJson(halves.get(0), true)).orElseThrow();

    RowImage key = RowImage.of(Value.text("k"), Value.Missing.ABSENT);
    RowImage newKey = RowImage.of(Value.text(id), Value.Missing.ABSENT);
    assertThat(first)
        .isIn(
            new RowChange.Delete(target, STAMP, key),
            new RowChange.Rekey(target, STAMP, key, newKey));
    EnvelopeRecord incomplete =
        DebeziumRecords.throughJson(
            records.keyChange(Arrays.asList("k", null), List.of(id, GONE)).get(1), true);
    if (first instanceof RowChange.Delete) {
      assertThatThrownBy(() -> texts.read(incomplete))
          .isInstanceOf(RecordRefused.class)
          .hasMessageContaining("table shop.items")
          .hasMessageContaining("__debezium.oldkey");
    } else {
      assertThat(texts.read(incomplete)).isPresent();
    }
  }

  @Test
  void aNewRowThatIsNotWholeIsRefused() {
    assertThatThrownBy(() -> reader.read(RECORDS.record("c", null, List.of(1L, "x", GONE))))
        .isInstanceOf(RecordRefused.class)
        .hasMessageContaining("new row of table shop.items");
  }

  @Test
  void aTableWithoutAKeyIsFollowedByItsWholeRows() {
    DebeziumRecords records =
        new DebeziumRecords(0, List.of(field("a", Schema.OPTIONAL_STRING_SCHEMA)));
    TableSchema target = table(List.of(), column("a", "text", true));
    EnvelopeReader bags = new EnvelopeReader(t -> Optional.of(target), ProducerOptions.DEFAULTS);

    assertThat(bags.read(records.record("u", List.of("x"), List.of("y"))))
        .contains(
            new RowChange.Update(
                target,
                STAMP,
                Optional.of(RowImage.of(Value.text("x"))),
                RowImage.of(Value.text("y"))));
  }

  @Test
  void aTableThatIsNotThereYetHasTheTypesThatTheSchemaLetsSuppose() {
    RowChange change =
        new EnvelopeReader().read(RECORDS.record("c", null, List.of(1L, "x", "y"))).orElseThrow();
    assertThat(change.schema()).isEqualTo(TARGET);
  }

  @Test
  void withoutSchemasTheTableHasToBeThere() {
    EnvelopeReader lonely = new EnvelopeReader();
    assertThatThrownBy(() -> lonely.read(plain(RECORDS.record("c", null, List.of(1L, "x", "y")))))
        .isInstanceOfSatisfying(
            RecordRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("TABLE_WITHOUT_TYPES");
              assertThat(refused.remedy()).contains("value.converter.schemas.enable=true");
            })
        .hasMessageContaining("table shop.items is not in the target");
  }

  @Test
  void withoutSchemasAColumnHasToBeThere() {
    TableSchema narrow =
        table(List.of(0), column("id", "bigint", false), column("a", "text", true));
    EnvelopeReader outdated =
        new EnvelopeReader(t -> Optional.of(narrow), ProducerOptions.DEFAULTS);
    assertThatThrownBy(() -> outdated.read(plain(RECORDS.record("c", null, List.of(1L, "x", "y")))))
        .isInstanceOf(RecordRefused.class)
        .hasMessageContaining("table shop.items has no column b");
  }

  @Test
  void aColumnThatCameMeanwhileIsFound() {
    List<TableSchema> versions =
        new ArrayList<>(
            List.of(
                table(List.of(0), column("id", "bigint", false), column("a", "text", true)),
                TARGET));
    DebeziumRecords narrow =
        new DebeziumRecords(
            1,
            List.of(field("id", Schema.INT64_SCHEMA), field("a", Schema.OPTIONAL_STRING_SCHEMA)));
    EnvelopeReader evolving =
        new EnvelopeReader(t -> Optional.of(versions.remove(0)), ProducerOptions.DEFAULTS);

    assertThat(evolving.read(plain(narrow.record("c", null, List.of(1L, "x"))))).isPresent();
    assertThat(evolving.read(plain(RECORDS.record("c", null, List.of(2L, "x", "y")))))
        .contains(new RowChange.Insert(TARGET, STAMP, row("2", "x", "y")));
  }

  @Test
  void aValueThatDoesNotFitIsRefusedByColumnWithoutTheValue() {
    TableSchema numbers =
        table(
            List.of(0),
            column("id", "bigint", false),
            column("a", "numeric(12,2)", true),
            column("b", "text", true));
    EnvelopeReader precise =
        new EnvelopeReader(t -> Optional.of(numbers), ProducerOptions.DEFAULTS);
    assertThatThrownBy(
            () -> precise.read(plain(RECORDS.record("c", null, List.of(1L, "12.secret", "y")))))
        .isInstanceOfSatisfying(
            RecordRefused.class,
            refused -> assertThat(refused.remedy()).contains("decimal.handling.mode"))
        .hasMessageContaining("column a of table shop.items")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void aTruncateOfATableThatIsNotThereDoesNothing() {
    assertThat(new EnvelopeReader().read(RECORDS.record("t", null, null))).isEmpty();
  }

  @Test
  void aTruncateFindsATableThatTheSameBatchCreates() {
    EnvelopeReader creating = new EnvelopeReader();
    TableSchema created =
        creating.read(RECORDS.record("c", null, List.of(1L, "x", "y"))).orElseThrow().schema();
    assertThat(creating.read(RECORDS.record("t", null, null)))
        .contains(new RowChange.Truncate(created, STAMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.debezium.connector.common.Heartbeat",
        "io.debezium.connector.common.TransactionMetadataValue",
        "io.debezium.connector.common.Notification",
        "io.debezium.connector.postgresql.MessageValue",
        "io.debezium.connector.postgresql.SchemaChangeValue"
      })
  void recordsAboutNoRowArePassedOver(String name) {
    Schema schema = SchemaBuilder.struct().name(name).field("ts_ms", Schema.INT64_SCHEMA).build();
    assertThat(reader.read(valued(schema, new Struct(schema).put("ts_ms", 1L)))).isEmpty();
  }

  @Test
  void recordsAboutNoRowArePassedOverWithoutSchemasToo() {
    List<Map<String, ?>> others =
        List.of(
            Map.of("ts_ms", 1L),
            Map.of(
                "status", "BEGIN", "id", "1:2", "event_count", 1L, "data_collections", List.of()),
            Map.of(
                "id",
                "i",
                "aggregate_type",
                "Initial Snapshot",
                "type",
                "STARTED",
                "additional_data",
                Map.of()),
            Map.of("op", "m", "source", Map.of(), "message", Map.of()),
            Map.of("source", Map.of(), "ddl", "", "tableChanges", List.of()));
    assertThat(others).allSatisfy(other -> assertThat(reader.read(valued(null, other))).isEmpty());
  }

  @Test
  void signalsAndOtherThingsAreRefused() {
    assertThatThrownBy(
            () -> reader.read(valued(null, Map.of("type", "execute-snapshot", "data", Map.of()))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no envelope");
    assertThatThrownBy(() -> reader.read(valued(Schema.STRING_SCHEMA, "text")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no envelope");
  }

  @Test
  void anotherDatabasesChangesAreRefused() {
    DebeziumRecords foreign =
        new DebeziumRecords(1, List.of(field("id", Schema.INT64_SCHEMA))).from("mysql");
    assertThatThrownBy(() -> reader.read(foreign.record("c", null, List.of(1L))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no PostgreSQL connector");
  }

  @Test
  void ourOwnRecordsWithoutSchemasAreRefused() {
    Map<String, ?> own = Map.of("op", "c", "source", Map.of("commit_lsn", 1L));
    assertThatThrownBy(() -> reader.read(valued(null, own)))
        .isInstanceOf(RecordRefused.class)
        .hasMessageContaining("without their schemas");
  }

  @Test
  void recordsOfOneTableShareTheirSchema() {
    RowChange one = read(RECORDS.record("c", null, List.of(1L, "x", "y")), true).orElseThrow();
    RowChange two = read(RECORDS.record("c", null, List.of(2L, "x", "y")), true).orElseThrow();
    assertThat(one.schema()).isSameAs(two.schema());
  }

  private Optional<RowChange> read(EnvelopeRecord sent, boolean schemas) {
    return reader.read(DebeziumRecords.throughJson(sent, schemas));
  }

  private static EnvelopeRecord plain(EnvelopeRecord sent) {
    return DebeziumRecords.throughJson(sent, false);
  }

  private static EnvelopeRecord valued(Schema schema, Object value) {
    return new EnvelopeRecord("t", null, null, schema, value, new ConnectHeaders());
  }

  private static TableSchema table(List<Integer> key, ColumnSchema... columns) {
    return new TableSchema(new TableId(TABLE.schema(), TABLE.table()), List.of(columns), key);
  }

  private static ColumnSchema column(String name, String type, boolean nullable) {
    return new ColumnSchema(name, ColumnType.of(type), nullable);
  }

  private static RowImage row(String... texts) {
    return RowImage.of(
        Arrays.stream(texts)
            .map(text -> text == null ? Value.Missing.NULL : Value.text(text))
            .toArray(Value[]::new));
  }

  private static RowImage toasted(String id) {
    return RowImage.of(Value.text(id), Value.text("x"), Value.Missing.UNCHANGED);
  }
}
