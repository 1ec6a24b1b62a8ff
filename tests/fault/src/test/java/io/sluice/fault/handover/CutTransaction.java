package io.sluice.fault.handover;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.change.Lsn;
import io.sluice.control.connect.StoredOffset;
import io.sluice.testkit.LedgerWriters;
import io.sluice.testkit.Pipeline;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A transaction that is in the topics in part, and so large that it stays so for a while; nobody
 * else writes any that is cut.
 */
final class CutTransaction {

  private static final int ROWS = 20_000;

  private CutTransaction() {}

  /** Writes one, and returns when the first of it is in the topics. */
  static void write(Pipeline pipeline, LedgerWriters writers) {
    try {
      writers.add(pipeline.source(), ROWS);
    } catch (SQLException e) {
      throw new AssertionError("the transaction cannot be written", e);
    }
    await("a transaction in the topics in part")
        .atMost(Pipeline.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isCut(pipeline));
  }

  private static boolean isCut(Pipeline pipeline) {
    return pipeline.rest().offsets(pipeline.migration().sourceConnector()).stream()
        .filter(offset -> offset.kind().equals("wal"))
        .map(StoredOffset::offset)
        .anyMatch(offset -> !at(offset, "end_lsn").hasReached(at(offset, "commit_lsn")));
  }

  private static Lsn at(JsonNode offset, String field) {
    return Lsn.parse(offset.path(field).asText());
  }
}
