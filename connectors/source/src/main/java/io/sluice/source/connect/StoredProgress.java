package io.sluice.source.connect;

import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.capture.CapturePlan;
import io.sluice.source.capture.Progress;
import io.sluice.source.capture.SignalState;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.StoredPosition;
import io.sluice.source.replication.TableMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What earlier runs have stored, and what a capture makes of it.
 *
 * @param offsets Connect's
 */
record StoredProgress(OffsetStorageReader offsets) {

  /** What a resumed stream is checked against; empty before the first run. */
  Optional<StoredPosition> position() {
    return stream().map(SourceOffsets::stored);
  }

  /** What a table was when earlier runs captured it. */
  Optional<TableMark> mark(TableId table) {
    return snapshot(table).map(Progress.Snapshot::mark);
  }

  /** What operators have asked for. */
  SignalState signals(int configuredRows) {
    return offset(SourceOffsets.SIGNALS)
        .map(SourceOffsets::signals)
        .orElseGet(() -> SignalState.none(configuredRows));
  }

  /**
   * What a capture goes on with.
   *
   * @param signalsFrom where the signal topic is read from
   */
  CapturePlan plan(SourceConfig config, CaptureStart start, Optional<Long> signalsFrom) {
    Map<TableId, TableMark> known = new LinkedHashMap<>();
    Map<TableId, TableMark> fresh = new LinkedHashMap<>();
    List<Progress.Snapshot> unfinished = new ArrayList<>();
    for (TableDefinition definition : start.tables()) {
      TableId table = definition.table();
      Optional<Progress.Snapshot> progress = snapshot(table);
      if (progress.isEmpty()) {
        start.marks().find(table).ifPresent(mark -> fresh.put(table, mark));
      } else {
        known.put(table, progress.get().mark());
        progress.filter(snapshot -> !snapshot.done()).ifPresent(unfinished::add);
      }
    }
    return new CapturePlan(
        config.tables(),
        known,
        config.copiesTables() ? unfinished : List.of(),
        fresh,
        start.late(),
        config.copiesTables(),
        stream().map(SourceOffsets::position).orElse(Position.before(start.start())),
        start.start(),
        signals(config.chunkRows()),
        signalsFrom.map(OptionalLong::of).orElse(OptionalLong.empty()),
        config.reread());
  }

  private Optional<Map<String, Object>> stream() {
    return offset(SourceOffsets.STREAM);
  }

  /** Of no use without a position of the stream, from which what the chunks missed could come. */
  private Optional<Progress.Snapshot> snapshot(TableId table) {
    return stream().isEmpty() ? Optional.empty() : stored(table);
  }

  private Optional<Progress.Snapshot> stored(TableId table) {
    return offset(SourceOffsets.partition(table))
        .map(offset -> SourceOffsets.snapshot(table, offset));
  }

  private Optional<Map<String, Object>> offset(Map<String, ?> partition) {
    return Optional.ofNullable(offsets.offset(partition));
  }
}
