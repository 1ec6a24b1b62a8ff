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
import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeWriterTest {

  private static final String UNAVAILABLE = "__debezium_unavailable_value";

  private final Wire wire = new Wire();

  @Test
  void anInsertIsACreate() {
    EnvelopeRecord record = only(new RowChange.Insert(ORDERS, STAMP, row("1", "n", "1.50", null)));
    assertThat(record.topic()).isEqualTo("shop.public.orders");
    assertThat(((Struct) record.key()).getInt32("id")).isEqualTo(1);
    assertThat(op(record)).isEqualTo("c");
    assertThat(value(record).getStruct("after").getString("amount")).isEqualTo("1.50");
    assertThat(source(record).get("snapshot")).isEqualTo("false");
  }

  @Test
  void theSourceBlockSaysWhereAndWhen() {
    Struct source = source(only(new RowChange.Truncate(ORDERS, STAMP)));
    assertThat(source.getString("connector")).isEqualTo("postgresql");
    assertThat(source.getString("name")).isEqualTo("shop");
    assertThat(source.getString("db")).isEqualTo("shopdb");
    assertThat(source.getInt64("ts_ms")).isEqualTo(1_700_000_000_123L);
    assertThat(source.getInt64("txId")).isEqualTo(0xFFFFFFF0L);
    assertThat(source.getInt64("lsn")).isEqualTo(STAMP.lsn().value());
    assertThat(source.getInt64("commit_lsn")).isEqualTo(STAMP.position().commitLsn().value());
    assertThat(source.getInt64("ordinal")).isEqualTo(7);
  }

  @Test
  void aRowOfAChunkIsAnIncrementalRead() {
    EnvelopeRecord record = only(new RowChange.Read(ORDERS, READ_STAMP, row("1", "n", "1", null)));
    assertThat(op(record)).isEqualTo("r");
    assertThat(source(record).getString("snapshot")).isEqualTo("incremental");
    assertThat(source(record).getInt64("txId")).isNull();
  }

  @Test
  void aDeleteIsFollowedByItsTombstone() {
    RowImage key = row("1", "n", "1", null).onlyKey(ORDERS);
    List<EnvelopeRecord> records = wire.records(new RowChange.Delete(ORDERS, STAMP, key));
    assertThat(records).hasSize(2);
    assertThat(op(records.get(0))).isEqualTo("d");
    assertThat(records.get(0).headers()).isEmpty();
    assertThat(records.get(1).key()).isEqualTo(records.get(0).key());
    assertThat(records.get(1).value()).isNull();
    assertThat(records.get(1).valueSchema()).isNull();
  }

  @Test
  void whatADeleteDoesNotKnowIsNeutralWhereNullIsNotAllowed() {
    RowImage key = row("1", "n", "1", null).onlyKey(ORDERS);
    EnvelopeRecord record = wire.records(new RowChange.Delete(ORDERS, STAMP, key)).get(0);
    Struct before = value(record).getStruct("before");
    assertThat(before.getInt32("id")).isEqualTo(1);
    assertThat(before.getString("note")).isEmpty();
    assertThat(before.getString("body")).isNull();
  }

  @Test
  void aNullThatItsColumnForbidsIsRefusedByName() {
    RowChange change = new RowChange.Insert(ORDERS, STAMP, row("1", null, "1", null));
    assertThatThrownBy(() -> wire.records(change))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("after.note");
  }

  @Test
  void aTruncateHasNoKeyAndNoRows() {
    EnvelopeRecord record = only(new RowChange.Truncate(ORDERS, STAMP));
    assertThat(op(record)).isEqualTo("t");
    assertThat(record.key()).isNull();
    assertThat(record.keySchema()).isNull();
    assertThat(value(record).get("after")).isNull();
  }

  @Test
  void anUpdateThatChangesTheKeyMovesTheRow() {
    RowImage before = row("1", "n", "1", null).onlyKey(ORDERS);
    RowImage after = row("2", "n", "1", null);
    List<EnvelopeRecord> records =
        wire.records(new RowChange.Update(ORDERS, STAMP, Optional.of(before), after));
    assertThat(records)
        .extracting(r -> r.value() == null ? "tombstone" : op(r))
        .containsExactly("d", "tombstone", "c");
    Struct newKey = (Struct) records.get(0).headers().lastWithName("__debezium.newkey").value();
    Struct oldKey = (Struct) records.get(2).headers().lastWithName("__debezium.oldkey").value();
    assertThat(newKey.getInt32("id")).isEqualTo(2);
    assertThat(oldKey.getInt32("id")).isEqualTo(1);
    assertThat(records.get(2).key()).isEqualTo(newKey);
  }

  @ParameterizedTest
  @CsvSource({"text", "jsonb", "uuid", "timestamp with time zone"})
  void aStringLeftOutIsDebeziumsPlaceholder(String type) {
    assertThat(leftOut(type).get("v")).isEqualTo(UNAVAILABLE);
  }

  @Test
  void bytesLeftOutAreThePlaceholdersBytes() {
    assertThat(leftOut("bytea").get("v"))
        .isEqualTo(ByteBuffer.wrap(UNAVAILABLE.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void anArrayLeftOutIsNullInItsField() {
    assertThat(leftOut("integer[]").get("v")).isNull();
  }

  private Struct leftOut(String type) {
    RowImage after = RowImage.of(Value.text("1"), Value.Missing.UNCHANGED);
    var table = Tables.withColumn(ColumnType.of(type));
    EnvelopeRecord record = only(new RowChange.Update(table, STAMP, Optional.empty(), after));
    assertThat(source(record).getArray("unchanged")).containsExactly("v");
    return value(record).getStruct("after");
  }

  @Test
  void whatAFieldCannotCarryIsVerbatimBesideIt() {
    var table = Tables.withColumn(ColumnType.of("timestamp without time zone"));
    String text = "294276-12-31 23:59:59";
    EnvelopeRecord record = only(new RowChange.Insert(table, STAMP, row("1", text)));
    assertThat(value(record).getStruct("after").get("v")).isNull();
    assertThat(source(record).getMap("verbatim")).containsEntry("after.v", text).hasSize(1);
  }

  @Test
  void infiniteFloatsAreNaturalAndVerbatimBecauseJsonHasNone() {
    var table = Tables.withColumn(ColumnType.of("double precision"));
    EnvelopeRecord record = only(new RowChange.Insert(table, STAMP, row("1", "Infinity")));
    assertThat(value(record).getStruct("after").get("v")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(source(record).getMap("verbatim")).containsEntry("after.v", "Infinity");
  }

  @Test
  void aFieldSaysWhatItsColumnIs() {
    EnvelopeRecord record = only(new RowChange.Insert(ORDERS, STAMP, row("1", "n", "1", null)));
    Schema after = record.valueSchema().field("after").schema();
    assertThat(after.fields())
        .extracting(Field::name)
        .containsExactly("id", "note", "amount", "body");
    assertThat(after.field("amount").schema().parameters())
        .containsEntry("__debezium.source.column.type", "numeric(12,2)");
    assertThat(after.field("body").schema().isOptional()).isTrue();
    assertThat(after.name()).isEqualTo("shop.public.orders.Value");
    assertThat(record.keySchema().name()).isEqualTo("shop.public.orders.Key");
    assertThat(record.valueSchema().name()).isEqualTo("shop.public.orders.Envelope");
  }

  @Test
  void oneTableHasOneSetOfSchemas() {
    RowChange change = new RowChange.Insert(ORDERS, STAMP, row("1", "n", "1", null));
    assertThat(only(change).valueSchema()).isSameAs(only(change).valueSchema());
  }

  private EnvelopeRecord only(RowChange change) {
    List<EnvelopeRecord> records = wire.records(change);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static Struct value(EnvelopeRecord record) {
    return (Struct) record.value();
  }

  private static Struct source(EnvelopeRecord record) {
    return value(record).getStruct("source");
  }

  private static String op(EnvelopeRecord record) {
    return value(record).getString("op");
  }
}
