package io.sluice.control.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.StoredOffset;
import io.sluice.control.report.Patience;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far a source connector is with a table, by what Connect has stored.
 *
 * @param rest where it runs
 * @param connector its name
 * @param table on the source
 */
record TableSnapshot(ConnectRest rest, String connector, TableId table) {

  /**
   * Waits until an operator's request has been taken up; a copy that it asks for has begun then.
   */
  void awaitHandled(Predicate<JsonNode> handled, Patience patience) {
    patience.until(
        () -> signals().filter(handled).isPresent(),
        () -> connector + " has not taken the request up");
  }

  /** Waits until the table is in its topic, whole. */
  void awaitCopied(Patience patience) {
    patience.until(
        this::isCopied,
        () ->
            "table %s is being copied: %,d rows so far"
                .formatted(table, offset().map(it -> it.path("rows").asLong()).orElse(0L)));
  }

  boolean isCopied() {
    rest.status(connector).ifPresent(ConnectorStatus::requireHealthy);
    return offset().filter(it -> it.path("done").asBoolean()).isPresent();
  }

  private Optional<JsonNode> offset() {
    return rest.offsets(connector).stream()
        .filter(it -> it.kind().equals("snapshot"))
        .filter(it -> it.partition().path("schema").asText().equals(table.schema()))
        .filter(it -> it.partition().path("table").asText().equals(table.table()))
        .map(StoredOffset::offset)
        .findFirst();
  }

  private Optional<JsonNode> signals() {
    rest.status(connector).ifPresent(ConnectorStatus::requireHealthy);
    return rest.offsets(connector).stream()
        .filter(it -> it.kind().equals("signals"))
        .map(StoredOffset::offset)
        .findFirst();
  }
}
