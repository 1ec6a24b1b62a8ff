package io.sluice.control.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.TableId;
import io.sluice.control.connect.StoredOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiedTest {

  private static final TableId ORDERS = new TableId("public", "orders");

  @Test
  void tableIsCopiedOnceItsSnapshotIsDone() throws JsonProcessingException {
    assertThat(new Copied(List.of()).has(ORDERS)).isFalse();
    assertThat(copied(false).has(ORDERS)).isFalse();
    assertThat(copied(true).has(ORDERS)).isTrue();
    assertThat(copied(true).has(new TableId("public", "order"))).isFalse();
  }

  @Test
  void tableThatWasMadeAnewUnderTheNameIsNot() throws JsonProcessingException {
    assertThat(copied(true).has(ORDERS, 4_000_000_000L)).isTrue();
    assertThat(copied(true).has(ORDERS, 4_000_000_001L)).isFalse();
  }

  @Test
  void signalIsHandledOnceTheOffsetBehindItIsStored() throws JsonProcessingException {
    assertThat(copied(true).hasHandled(6)).isTrue();
    assertThat(copied(true).hasHandled(7)).isFalse();
  }

  private static Copied copied(boolean done) throws JsonProcessingException {
    return new Copied(
        List.of(
            new StoredOffset(
                json("{'kind': 'snapshot', 'schema': 'public', 'table': 'orders'}"),
                json("{'rows': 5, 'oid': 4000000000, 'done': " + done + "}")),
            new StoredOffset(json("{'kind': 'signals'}"), json("{'next_offset': 7}"))));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
