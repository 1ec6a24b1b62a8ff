package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.connect.StoredOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceOffsetsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void tablesWhoseNamesReadTheSameAreNotTakenForEachOther() {
    TableId done = new TableId("a.b", "c");
    TableId waiting = new TableId("a", "b.c");
    SourceOffsets offsets = new SourceOffsets(List.of(snapshot(done, 7)));

    assertThat(offsets.table(table(done))).isEqualTo(new TableStatus(done, 7, 5, true));
    assertThat(offsets.table(table(waiting))).isEqualTo(new TableStatus(waiting, 0, 5, false));
  }

  private static CapturedTable table(TableId id) {
    return new CapturedTable(id, List.of("id"), Optional.empty(), 5);
  }

  private static StoredOffset snapshot(TableId table, long rows) {
    return new StoredOffset(
        JSON.objectNode()
            .put("kind", "snapshot")
            .put("schema", table.schema())
            .put("table", table.table()),
        JSON.objectNode().put("rows", rows).put("done", true));
  }
}
