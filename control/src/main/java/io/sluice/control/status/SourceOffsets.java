package io.sluice.control.status;

import io.sluice.change.Lsn;
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
    String name = table.id().toString();
    return offsets.stream()
        .filter(offset -> offset.kind().equals("snapshot"))
        .filter(offset -> table(offset).equals(name))
        .findFirst()
        .map(offset -> status(name, table.estimatedRows(), offset))
        .orElseGet(() -> new TableStatus(name, 0, table.estimatedRows(), false));
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

  private static String table(StoredOffset stored) {
    return stored.partition().path("schema").asText()
        + "."
        + stored.partition().path("table").asText();
  }

  private static TableStatus status(String name, long estimate, StoredOffset stored) {
    return new TableStatus(
        name,
        stored.offset().path("rows").asLong(),
        estimate,
        stored.offset().path("done").asBoolean());
  }
}
