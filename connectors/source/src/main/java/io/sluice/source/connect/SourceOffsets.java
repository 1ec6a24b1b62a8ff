package io.sluice.source.connect;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.source.capture.Progress;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.StoredPosition;
import io.sluice.source.snapshot.KeyBound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Progress as Connect's source partitions and offsets.
 *
 * <p>The stream has one partition, {@code {kind: wal}}; its offset also says which server, slot and
 * publication it belongs to. Each table's snapshot has one, {@code {kind: snapshot, schema,
 * table}}.
 */
final class SourceOffsets {

  private static final String KIND = "kind";
  private static final String SYSTEM_IDENTIFIER = "system_identifier";
  private static final String TIMELINE = "timeline";
  private static final String SLOT = "slot";
  private static final String FINGERPRINT = "publication_fingerprint";
  private static final String COMMIT_LSN = "commit_lsn";
  private static final String ORDINAL = "ordinal";
  private static final String END_LSN = "end_lsn";
  private static final String ROWS = "rows";
  private static final String DONE = "done";
  private static final String CURSOR = "cursor.";

  /** The stream's partition. */
  static final Map<String, ?> STREAM = Map.of(KIND, "wal");

  private final Map<String, Object> origin;

  /**
   * The offsets of one run.
   *
   * @param start which server, slot and publication the run reads
   */
  SourceOffsets(CaptureStart start, String slot) {
    origin =
        Map.of(
            SYSTEM_IDENTIFIER, start.system().systemIdentifier(),
            TIMELINE, start.system().timeline(),
            SLOT, slot,
            FINGERPRINT, start.fingerprint());
  }

  /** The partition to which a progress belongs. */
  static Map<String, ?> partition(Progress progress) {
    return progress instanceof Progress.Snapshot snapshot ? partition(snapshot.table()) : STREAM;
  }

  /**
   * The partition of a table's snapshot.
   *
   * <p>A HashMap of the default size, and nothing else: Connect finds an offset by the bytes of its
   * partition's JSON, and the REST API makes these from such a map. The order of {@code Map.of}
   * differs from one process to the next, so that a restarted worker would find nothing.
   */
  static Map<String, ?> partition(TableId table) {
    Map<String, String> partition = new HashMap<>();
    partition.put(KIND, "snapshot");
    partition.put("schema", table.schema());
    partition.put("table", table.table());
    return partition;
  }

  /** What is stored with a batch, made once for all its records. */
  Map<String, ?> offset(Progress progress) {
    Map<String, Object> offset = new TreeMap<>();
    if (progress instanceof Progress.Stream stream) {
      offset.putAll(origin);
      offset.put(COMMIT_LSN, stream.position().commitLsn().toString());
      offset.put(ORDINAL, stream.position().ordinal());
      offset.put(END_LSN, stream.endLsn().toString());
    } else if (progress instanceof Progress.Snapshot snapshot) {
      offset.put(ROWS, snapshot.rows());
      offset.put(DONE, snapshot.done());
      List<String> cursor = snapshot.cursor().map(KeyBound::values).orElse(List.of());
      IntStream.range(0, cursor.size()).forEach(i -> offset.put(CURSOR + i, cursor.get(i)));
    }
    return offset;
  }

  /** The last change that is in the topics. */
  static Position position(Map<String, Object> offset) {
    return new Position(
        Lsn.parse((String) offset.get(COMMIT_LSN)), ((Number) offset.get(ORDINAL)).longValue());
  }

  /** What a resumed stream is checked against. */
  static StoredPosition stored(Map<String, Object> offset) {
    return new StoredPosition(
        (String) offset.get(SYSTEM_IDENTIFIER),
        ((Number) offset.get(TIMELINE)).intValue(),
        (String) offset.get(SLOT),
        (String) offset.get(FINGERPRINT),
        Lsn.parse((String) offset.get(END_LSN)));
  }

  /** How far a table's snapshot is. */
  static Progress.Snapshot snapshot(TableId table, Map<String, Object> offset) {
    List<String> cursor =
        IntStream.iterate(0, i -> offset.containsKey(CURSOR + i), i -> i + 1)
            .mapToObj(i -> (String) offset.get(CURSOR + i))
            .toList();
    return new Progress.Snapshot(
        table,
        cursor.isEmpty() ? Optional.empty() : Optional.of(new KeyBound(cursor)),
        ((Number) offset.get(ROWS)).longValue(),
        (Boolean) offset.get(DONE));
  }
}
