package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.RowKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void firstChangeSaysWhatWasThereAndTheLastOneWhere() {
    assertThat(before(new Changes().update("1", "x", "y").delete("1").insert("1", "a", "b"), "1"))
        .isEqualTo(Cause.Before.ROW);
    assertThat(before(new Changes().insert("1", "x", "y").delete("1"), "1"))
        .isEqualTo(Cause.Before.NOTHING);
    assertThat(before(new Changes().read("1", "x", "y").update("1", "z", "y"), "1"))
        .isEqualTo(Cause.Before.UNKNOWN);
    assertThat(
            causes(new Changes().insert("1", "x", "y").delete("1")).get(key("1")).last().offset())
        .isEqualTo(1);
  }

  @Test
  void rowThatMovesWasUnderTheOldKeyAndNotUnderTheNew() {
    Changes moved = new Changes().rekey("1", "2").insert("2", "x", "y");

    assertThat(before(moved, "1")).isEqualTo(Cause.Before.ROW);
    assertThat(before(moved, "2")).isEqualTo(Cause.Before.NOTHING);
  }

  @Test
  void rowOfAChunkIsOlderThanAnything() {
    assertThat(causes(new Changes().read("1", "x", "y")).get(key("1")).micros())
        .isEqualTo(Long.MIN_VALUE);
    assertThat(causes(new Changes().insert("1", "x", "y")).get(key("1")).micros()).isZero();
  }

  private static Cause.Before before(Changes changes, String id) {
    return causes(changes).get(key(id)).before();
  }

  private static Map<RowKey, Cause> causes(Changes changes) {
    List<Arrival.Change> all =
        changes.arrivals().stream().map(arrival -> (Arrival.Change) arrival).toList();
    return Cause.of(all);
  }

  private static RowKey key(String id) {
    return Changes.key(id).key(Changes.SCHEMA);
  }
}
