package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.connect.StoredOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the source connector has stored in Connect.
 *
 * @param offsets of all its partitions
 */
record SourceOffsets(List<StoredOffset> offsets) {

  /** How far a table's snapshot is. */
  TableStatus table(CapturedTable table) {
    return offsets.stream()
        .filter(offset -> offset.kind().equals("snapshot"))
        .filter(offset -> table(offset).equals(table.id()))
        .findFirst()
        .map(offset -> status(table, offset))
        .orElseGet(() -> new TableStatus(table.id(), 0, table.estimatedRows(), false));
  }

  /** Up to where the log is safe in Kafka; empty before the first change or heartbeat. */
  Optional<Lsn> end() {
    return offsets.stream()
        .filter(offset -> offset.kind().equals("wal"))
        .map(offset -> offset.offset().path("end_lsn").asText(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(Lsn::parse);
  }

  private static TableId table(StoredOffset stored) {
    return new TableId(
        stored.partition().path("schema").asText(), stored.partition().path("table").asText());
  }

  private static TableStatus status(CapturedTable table, StoredOffset stored) {
    return new TableStatus(
        table.id(),
        stored.offset().path("rows").asLong(),
        table.estimatedRows(),
        stored.offset().path("done").asBoolean());
  }
}
