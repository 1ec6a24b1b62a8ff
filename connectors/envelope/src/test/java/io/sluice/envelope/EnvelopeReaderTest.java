package io.sluice.envelope;

import static io.sluice.envelope.Tables.ORDERS;
import static io.sluice.envelope.Tables.READ_STAMP;
import static io.sluice.envelope.Tables.STAMP;
import static io.sluice.envelope.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnType;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeReaderTest {

  private static final RowImage ROW = row("1", "n", "1.50", "{\"a\": 1}");
  private static final RowImage KEY = ROW.onlyKey(ORDERS);
  private static final RowImage OTHER_KEY = row("2", "n", "1", null).onlyKey(ORDERS);
  private static final RowImage TOASTED =
      RowImage.of(Value.text("1"), Value.text("n"), Value.text("2"), Value.Missing.UNCHANGED);

  private final Wire wire = new Wire();

  static Stream<RowChange> changes() {
    TableSchema twoKeys =
        new TableSchema(
            new TableId("Odd schema", "t.\"x\""),
            List.of(
                Tables.required("b", "timestamp without time zone"),
                Tables.optional("v", "text"),
                Tables.required("A b", "uuid")),
            List.of(2, 0));
    RowImage odd = row("294276-12-31 23:59:59", null, "c0ffee00-0000-4000-8000-000000000001");
    RowImage moved = row("2024-01-01 00:00:00", null, "c0ffee00-0000-4000-8000-000000000001");
    return Stream.of(
        new RowChange.Read(ORDERS, READ_STAMP, ROW),
        new RowChange.Insert(ORDERS, STAMP, ROW),
        new RowChange.Insert(ORDERS, STAMP, TOASTED),
        new RowChange.Update(ORDERS, STAMP, Optional.empty(), ROW),
        new RowChange.Update(ORDERS, STAMP, Optional.empty(), TOASTED),
        new RowChange.Update(ORDERS, STAMP, Optional.of(row("1", "o", "0", null)), ROW),
        new RowChange.Delete(ORDERS, STAMP, KEY),
        new RowChange.Delete(ORDERS, STAMP, ROW),
        new RowChange.Rekey(ORDERS, STAMP, KEY, OTHER_KEY),
        new RowChange.Rekey(ORDERS, STAMP, ROW, OTHER_KEY),
        new RowChange.Truncate(ORDERS, STAMP),
        new RowChange.Insert(twoKeys, STAMP, odd),
        new RowChange.Delete(twoKeys, STAMP, odd.onlyKey(twoKeys)),
        new RowChange.Update(twoKeys, STAMP, Optional.of(odd), odd),
        new RowChange.Rekey(twoKeys, STAMP, odd, moved.onlyKey(twoKeys)),
        new RowChange.Rekey(twoKeys, STAMP, moved, odd.onlyKey(twoKeys)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeArrivesAsItWas(RowChange change) {
    assertThat(wire.direct(change)).containsExactly(change);
    assertThat(wire.throughJson(change)).containsExactly(change);
  }

  @Test
  void aKeyChangeArrivesAsItsTwoHalves() {
    RowImage after =
        RowImage.of(Value.text("2"), Value.text("n"), Value.text("2"), Value.Missing.UNCHANGED);
    RowChange update = new RowChange.Update(ORDERS, STAMP, Optional.of(KEY), after);
    assertThat(wire.throughJson(update))
        .containsExactly(
            new RowChange.Rekey(ORDERS, STAMP, KEY, OTHER_KEY),
            new RowChange.Insert(ORDERS, STAMP, after));
  }

  @Test
  void aTombstoneIsNoChange() {
    EnvelopeRecord tombstone =
        new EnvelopeRecord("t", Schema.STRING_SCHEMA, "k", null, null, new ConnectHeaders());
    assertThat(new EnvelopeReader().read(tombstone)).isEmpty();
  }

  @Test
  void recordsOfOneTableShareTheirSchemaThoughTheConverterMakesNewOnes() {
    RowChange change = new RowChange.Insert(ORDERS, STAMP, ROW);
    EnvelopeReader reader = new EnvelopeReader();
    RowChange one = reader.read(new Wire().carried(wire.records(change).get(0))).orElseThrow();
    RowChange two = reader.read(new Wire().carried(wire.records(change).get(0))).orElseThrow();
    assertThat(one.schema()).isSameAs(two.schema());
  }

  @Test
  void theSourceBlockNamesTheTableAndTheTopicDoesNot() {
    EnvelopeRecord record = wire.records(new RowChange.Insert(ORDERS, STAMP, ROW)).get(0);
    ((Struct) record.value()).getStruct("source").put("table", "orders2");
    RowChange change = new EnvelopeReader().read(record).orElseThrow();
    assertThat(change.schema().table()).isEqualTo(new TableId("public", "orders2"));
  }

  @Test
  void enumsKeepTheirLabels() {
    ColumnType type = new ColumnType("public.status[]", List.of("new", "a,b\\"));
    TableSchema table = Tables.withColumn(type);
    RowChange change = new RowChange.Insert(table, STAMP, row("1", "{new}"));
    assertThat(wire.throughJson(change).get(0).schema()).isEqualTo(table);
  }

  @Test
  void aValueThatIsNoEnvelopeIsRefusedWithItsTopic() {
    Schema plain = SchemaBuilder.struct().name("plain").build();
    EnvelopeRecord record =
        new EnvelopeRecord("shop.x", null, null, plain, new Struct(plain), new ConnectHeaders());
    assertThatThrownBy(() -> new EnvelopeReader().read(record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("shop.x")
        .hasMessageContaining("no envelope");
  }

  @Test
  void aFieldWithoutItsColumnsTypeIsRefusedByName() {
    Schema row = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).optional().build();
    Schema foreign =
        SchemaBuilder.struct()
            .name("x.Envelope")
            .field("before", row)
            .field("after", row)
            .field("source", SourceBlock.SCHEMA)
            .field("op", Schema.STRING_SCHEMA)
            .build();
    EnvelopeRecord record =
        new EnvelopeRecord(
            "shop.x", null, null, foreign, new Struct(foreign), new ConnectHeaders());
    assertThatThrownBy(() -> new EnvelopeReader().read(record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column id has no parameter");
  }
}
