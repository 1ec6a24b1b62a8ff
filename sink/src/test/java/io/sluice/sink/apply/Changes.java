package io.sluice.sink.apply;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log of changes to one table with the columns id, a and b, as a topic would hold it. */
final class Changes {

  static final PartitionId FROM = new PartitionId("p.shop.t", 0);

  static final TableSchema SCHEMA =
      new TableSchema(
          new TableId("shop", "t"),
          List.of(
              new ColumnSchema("id", ColumnType.of("integer"), false),
              new ColumnSchema("a", ColumnType.of("text"), true),
              new ColumnSchema("b", ColumnType.of("text"), true)),
          List.of(0));

  private final List<Arrival> arrivals = new ArrayList<>();

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  Changes read(String... row) {
    return add(new RowChange.Read(SCHEMA, stamp(), image(row)));
  }

  Changes insert(String... row) {
    return add(new RowChange.Insert(SCHEMA, stamp(), image(row)));
  }

  Changes update(String... row) {
    return add(new RowChange.Update(SCHEMA, stamp(), Optional.empty(), image(row)));
  }

  Changes delete(String id) {
    return add(new RowChange.Delete(SCHEMA, stamp(), key(id)));
  }

  Changes rekey(String from, String to) {
    return add(new RowChange.Rekey(SCHEMA, stamp(), key(from), key(to)));
  }

  Changes truncate() {
    return add(new RowChange.Truncate(SCHEMA, stamp()));
  }

  Changes tombstone() {
    arrivals.add(new Arrival.Tombstone(FROM, arrivals.size()));
    return this;
  }

  /** A row; {@code "?"} is a column left unchanged. */
  static RowImage image(String... row) {
    Value[] values = new Value[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i].equals("?") ? Value.Missing.UNCHANGED : Value.text(row[i]);
    }
    return RowImage.of(values);
  }

  static RowImage key(String id) {
    return RowImage.of(Value.text(id), Value.Missing.ABSENT, Value.Missing.ABSENT);
  }

  private Changes add(RowChange change) {
    arrivals.add(new Arrival.Change(FROM, arrivals.size(), change));
    return this;
  }

  private Stamp stamp() {
    return new Stamp(new Position(new Lsn(100), arrivals.size()), new Lsn(100), 7, 0);
  }
}
