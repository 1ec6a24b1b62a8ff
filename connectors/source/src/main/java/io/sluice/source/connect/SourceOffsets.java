package io.sluice.source.connect;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.source.capture.Progress;
import io.sluice.source.capture.SignalState;
import io.sluice.source.replication.CaptureStart;
import io.sluice.source.replication.StoredPosition;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Progress as Connect's source partitions and offsets.
 *
 * <p>The stream has one partition, {@code {kind: wal}}; its offset also says which server, slot and
 * publication it belongs to. Each table has one, {@code {kind: snapshot, schema, table}}, which
 * says which table it is and how far its snapshot is; and the signals of operators have one.
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
  private static final String UNTIL = "until.";
  private static final String OID = "oid";
  private static final String PUBLISHED = "published";
  private static final String COLUMNS = "columns";
  private static final String NEXT_OFFSET = "next_offset";
  private static final String PAUSED = "paused";
  private static final String CHUNK_ROWS = "chunk_rows";
  private static final String CONFIGURED_ROWS = "configured_chunk_rows";
  private static final String REREAD = "reread";

  /** The stream's partition. */
  static final Map<String, ?> STREAM = Map.of(KIND, "wal");

  /** The partition of what operators have asked for. */
  static final Map<String, ?> SIGNALS = Map.of(KIND, "signals");

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
    if (progress instanceof Progress.Snapshot snapshot) {
      return partition(snapshot.table());
    }
    return progress instanceof Progress.Signals ? SIGNALS : STREAM;
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
    if (progress instanceof Progress.Snapshot snapshot) {
      return offset(snapshot);
    }
    return progress instanceof Progress.Signals signals
        ? offset(signals.state())
        : offset((Progress.Stream) progress);
  }

  private Map<String, ?> offset(Progress.Stream stream) {
    Map<String, Object> offset = new TreeMap<>(origin);
    offset.put(COMMIT_LSN, stream.position().commitLsn().toString());
    offset.put(ORDINAL, stream.position().ordinal());
    offset.put(END_LSN, stream.endLsn().toString());
    return offset;
  }

  private static Map<String, ?> offset(Progress.Snapshot snapshot) {
    Map<String, Object> offset = new TreeMap<>();
    offset.put(ROWS, snapshot.rows());
    offset.put(DONE, snapshot.done());
    offset.put(OID, Integer.toUnsignedLong(snapshot.mark().oid()));
    offset.put(PUBLISHED, snapshot.mark().published());
    offset.put(COLUMNS, snapshot.mark().columns());
    put(offset, CURSOR, snapshot.rest().after());
    put(offset, UNTIL, snapshot.rest().upTo());
    return offset;
  }

  private static Map<String, ?> offset(SignalState state) {
    Map<String, Object> offset = new TreeMap<>();
    state.nextOffset().ifPresent(next -> offset.put(NEXT_OFFSET, next));
    offset.put(PAUSED, state.paused());
    state.chunkRows().ifPresent(rows -> offset.put(CHUNK_ROWS, rows));
    offset.put(CONFIGURED_ROWS, state.configuredRows());
    state.reread().ifPresent(text -> offset.put(REREAD, text));
    return offset;
  }

  private static void put(Map<String, Object> offset, String name, Optional<KeyBound> bound) {
    List<String> values = bound.map(KeyBound::values).orElse(List.of());
    IntStream.range(0, values.size()).forEach(i -> offset.put(name + i, values.get(i)));
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
    return new Progress.Snapshot(
        table,
        new TableMark(
            (int) number(offset, OID),
            (String) offset.get(PUBLISHED),
            (String) offset.get(COLUMNS)),
        new KeyRange.Between(bound(offset, CURSOR), bound(offset, UNTIL)),
        number(offset, ROWS),
        (Boolean) offset.get(DONE));
  }

  /** What operators have asked for. */
  static SignalState signals(Map<String, Object> offset) {
    return new SignalState(
        offset.containsKey(NEXT_OFFSET)
            ? OptionalLong.of(number(offset, NEXT_OFFSET))
            : OptionalLong.empty(),
        (Boolean) offset.get(PAUSED),
        offset.containsKey(CHUNK_ROWS)
            ? OptionalInt.of((int) number(offset, CHUNK_ROWS))
            : OptionalInt.empty(),
        (int) number(offset, CONFIGURED_ROWS),
        Optional.ofNullable((String) offset.get(REREAD)));
  }

  private static long number(Map<String, Object> offset, String name) {
    return ((Number) offset.get(name)).longValue();
  }

  private static Optional<KeyBound> bound(Map<String, Object> offset, String name) {
    List<String> values =
        IntStream.iterate(0, i -> offset.containsKey(name + i), i -> i + 1)
            .mapToObj(i -> (String) offset.get(name + i))
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new KeyBound(values));
  }
}
