package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.StoredOffset;
import io.sluice.control.migration.Migration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tables the source connector has copied.
 *
 * @param offsets as Connect has stored them
 */
record Copied(List<StoredOffset> offsets) {

  static Copied of(ConnectRest rest, Migration migration) {
    return new Copied(rest.offsets(migration.sourceConnector()));
  }

  /** Whether all of a table's rows are in its topic, with no copy under way. */
  boolean has(TableId table) {
    return done(table).findAny().isPresent();
  }

  /** The same of a certain table: one that was made anew under the name has yet to be copied. */
  boolean has(TableId table, long oid) {
    return done(table).anyMatch(offset -> offset.offset().path("oid").asLong() == oid);
  }

  private Stream<StoredOffset> done(TableId table) {
    return offsets.stream()
        .filter(offset -> offset.kind().equals("snapshot"))
        .filter(offset -> offset.partition().path("schema").asText().equals(table.schema()))
        .filter(offset -> offset.partition().path("table").asText().equals(table.table()))
        .filter(offset -> offset.offset().path("done").asBoolean());
  }

  /** Whether a signal has been handled: its effect was stored before it counts as that. */
  boolean hasHandled(long signal) {
    return offsets.stream()
        .filter(offset -> offset.kind().equals("signals"))
        .anyMatch(offset -> offset.offset().path("next_offset").asLong() > signal);
  }
}
