package io.sluice.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Watermark;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatermarksTest {

  private static final Position POSITION = new Position(Lsn.parse("1/2A"), 3);
  private static final TableId TABLE = new TableId("public", "empty");

  private final Wire wire = new Wire();

  static List<Watermark> watermarks() {
    ColumnType status = new ColumnType("public.status", List.of("new", "a,b"));
    TableSchema schema =
        new TableSchema(
            TABLE,
            List.of(
                Tables.required("b", "text"),
                Tables.required("a", "integer"),
                new ColumnSchema("status", status, true)),
            List.of(1, 0));
    return List.of(
        new Watermark.Heartbeat(POSITION),
        new Watermark.ChunkDone(POSITION, TABLE, 5_000_000_000L),
        new Watermark.TableDone(POSITION, schema, 0),
        new Watermark.BatchDone(
            POSITION, true, Map.of("p.shop.orders", new Watermark.BatchDone.Share(3, POSITION))),
        new Watermark.BatchDone(POSITION, false, Map.of()),
        new Watermark.Mark(POSITION, "cutover-1"));
  }

  @ParameterizedTest
  @MethodSource("watermarks")
  void everyWatermarkArrivesAsItWas(Watermark watermark) {
    EnvelopeRecord record = Watermarks.write(Tables.NAMING, watermark);
    assertThat(record.topic()).isEqualTo("shop.watermarks");
    assertThat(Watermarks.read(record)).isEqualTo(watermark);
    assertThat(Watermarks.read(wire.carried(record))).isEqualTo(watermark);
  }

  @Test
  void namesOfTablesAreTopLevelFields() {
    Watermark chunk = new Watermark.ChunkDone(POSITION, TABLE, 1);
    Struct value = (Struct) Watermarks.write(Tables.NAMING, chunk).value();
    assertThat(value.getString("schema")).isEqualTo("public");
    assertThat(value.getString("table")).isEqualTo("empty");
  }

  @Test
  void anEnvelopeIsNoWatermark() {
    RowChange change = new RowChange.Truncate(Tables.ORDERS, Tables.STAMP);
    EnvelopeRecord record = wire.records(change).get(0);
    assertThat(Watermarks.isWatermark(record.valueSchema())).isFalse();
    assertThat(Watermarks.isWatermark(null)).isFalse();
    assertThatThrownBy(() -> Watermarks.read(record)).isInstanceOf(DataException.class);
  }
}
