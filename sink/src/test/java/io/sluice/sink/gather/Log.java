package io.sluice.sink.gather;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.change.Watermark.BatchDone;
import io.sluice.change.Watermark.BatchDone.Share;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A source's topics as it writes them. */
final class Log {

  static final PartitionId MARKS = new PartitionId("p.watermarks", 0);

  private static final TableSchema SCHEMA =
      new TableSchema(
          new TableId("s", "t"),
          List.of(new ColumnSchema("id", ColumnType.of("integer"), false)),
          List.of(0));

  private final Map<PartitionId, Long> ends = new HashMap<>();
  private Map<String, Share> shares = new HashMap<>();
  private Position position = Position.START;
  private long lsn;

  Arrival.Change change(String table) {
    return change(new PartitionId("p.s." + table, 0));
  }

  Arrival.Change change(PartitionId partition) {
    position = new Position(new Lsn(++lsn), 1);
    return at(partition);
  }

  /** A row of a chunk that is merged behind the last change. */
  Arrival.Change sameAsLast(String table) {
    return at(new PartitionId("p.s." + table, 0));
  }

  private Arrival.Change at(PartitionId partition) {
    Share before = shares.getOrDefault(partition.topic(), new Share(0, position));
    shares.put(partition.topic(), new Share(before.records() + 1, position));
    Stamp stamp = new Stamp(position, position.commitLsn(), 7, 0);
    return new Arrival.Change(
        partition,
        offset(partition),
        new RowChange.Insert(SCHEMA, stamp, RowImage.of(Value.text("1"))));
  }

  Arrival tombstone(String table) {
    PartitionId partition = new PartitionId("p.s." + table, 0);
    return new Arrival.Tombstone(partition, offset(partition));
  }

  /** The end of a Kafka transaction. */
  Arrival batch(boolean whole) {
    BatchDone done = new BatchDone(position, whole, shares);
    shares = new HashMap<>();
    return new Arrival.Mark(MARKS, offset(MARKS), done);
  }

  private long offset(PartitionId partition) {
    return ends.merge(partition, 1L, Long::sum) - 1;
  }
}
