package io.sluice.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.debezium.ProducerOptions;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.gather.Received;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

  private static final PartitionId FROM = new PartitionId("p.shop.items", 0);

  private static final Map<String, ?> INSERT =
      Map.of(
          "op",
          "c",
          "source",
          Map.of("connector", "postgresql", "schema", "shop", "table", "items"),
          "after",
          Map.of("id", 1L, "a", "secret"));

  private static final TableSchema ITEMS = Tables.table("items", 1, "id bigint", "a text");

  private final RecordReader reader = new RecordReader(new EnvelopeReader(), false);

  @Test
  void aRefusalHasItsOwnCodeItsPlaceAndWhatToDo() {
    assertThatThrownBy(() -> read(record(Map.of("id", 1L), INSERT)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("TABLE_WITHOUT_TYPES: table shop.items is not in the target")
        .hasMessageContaining("; at p.shop.items-0-7. To do: create the table")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatIsNoChangeAtAllIsRefusedWithTheUsualRemedy() {
    assertThatThrownBy(() -> read(record(null, "a line of text")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("RECORD_REFUSED: topic p.shop.items: the value is no envelope")
        .hasMessageContaining("; at p.shop.items-0-7. To do: see that only a source's topics")
        .hasMessageNotContaining("a line of text");
  }

  @Test
  void recordsAboutNoRowOnlyMoveProgress() {
    assertThat(read(record(Map.of("serverName", "p"), Map.of("ts_ms", 1L))))
        .containsExactly(new Arrival.Tombstone(FROM, 7));
  }

  @Test
  void whatCannotBeReadNowMayComeAgain() {
    List<SinkRecord> both =
        List.of(record(null, Map.of("ts_ms", 1L)), record(Map.of("id", 1L), INSERT, 8));
    Received received = new Received();
    boolean[] away = {true};
    RecordReader asking =
        new RecordReader(
            new EnvelopeReader(
                table -> {
                  if (away[0]) {
                    throw new IllegalStateException("the target is away");
                  }
                  return Optional.of(ITEMS);
                },
                ProducerOptions.DEFAULTS),
            false);

    assertThatThrownBy(() -> asking.read(both, received)).hasMessage("the target is away");
    away[0] = false;

    assertThat(asking.read(both, received)).hasSize(2);
    assertThat(asking.read(both, received)).isEmpty();
  }

  private List<Arrival> read(SinkRecord record) {
    return reader.read(List.of(record), new Received());
  }

  private static SinkRecord record(Object key, Object value) {
    return record(key, value, 7);
  }

  private static SinkRecord record(Object key, Object value, long offset) {
    return new SinkRecord(FROM.topic(), FROM.partition(), null, key, null, value, offset);
  }
}
