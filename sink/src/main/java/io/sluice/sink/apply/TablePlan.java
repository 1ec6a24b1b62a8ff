package io.sluice.sink.apply;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One table's share of a batch while it is being planned. */
final class TablePlan {

  private final Consumer<ApplyStep> out;
  private TableSchema schema;
  private Map<RowKey, NetEffect> effects = new LinkedHashMap<>();
  private List<Arrival.Change> changes = new ArrayList<>();
  private boolean onlyReads = true;

  /** Takes the place of the effects where the table has no key. */
  private RowBag bag;

  /** A key change whose row is in the target at most, while the row's new image is awaited. */
  private Optional<Arrival.Change> openRekey = Optional.empty();

  TablePlan(TableSchema schema, Consumer<ApplyStep> out) {
    this.schema = schema;
    this.out = out;
    this.bag = new RowBag(schema);
  }

  void add(Arrival.Change arrival) {
    RowChange change = arrival.change();
    adopt(change.schema());
    if (openRekey.isPresent() && !closesRekey(change)) {
      moveOpen();
    }
    dispatch(arrival, change);
  }

  private void dispatch(Arrival.Change arrival, RowChange change) {
    if (!schema.hasKey() && !(change instanceof RowChange.Truncate)) {
      bag.add(arrival);
    } else if (change instanceof RowChange.Read read) {
      image(arrival, read.row());
    } else if (change instanceof RowChange.Insert insert) {
      insert(arrival, insert.after());
    } else if (change instanceof RowChange.Update update) {
      update(arrival, update);
    } else if (change instanceof RowChange.Delete delete) {
      delete(arrival, delete.before());
    } else if (change instanceof RowChange.Rekey rekey) {
      rekey(arrival, rekey);
    } else if (change instanceof RowChange.Truncate) {
      truncate(arrival);
    }
  }

  /** Ends the batch for this table. */
  void finish() {
    openRekey.ifPresent(open -> moveOpen());
    flush();
  }

  /**
   * Rows of two versions of a table share no statement; the same version is mostly the same object.
   */
  @SuppressWarnings("ReferenceEquality")
  private void adopt(TableSchema newer) {
    if (newer == schema) {
      return;
    }
    if (!newer.equals(schema)) {
      finish();
      bag = new RowBag(newer);
    }
    schema = newer;
  }

  private void image(Arrival.Change arrival, RowImage row) {
    note(arrival);
    effects.compute(
        key(row), (key, earlier) -> earlier == null ? NetEffect.of(row) : earlier.then(row));
  }

  private void insert(Arrival.Change arrival, RowImage after) {
    openRekey.ifPresent(
        open -> {
          RowImage before = ((RowChange.Rekey) open.change()).before();
          effects.put(key(before), new NetEffect.Delete(before));
          note(open);
        });
    openRekey = Optional.empty();
    image(arrival, after);
  }

  private void update(Arrival.Change arrival, RowChange.Update update) {
    if (!update.changesKey()) {
      image(arrival, update.after());
      return;
    }
    RowImage before = update.before().orElseThrow();
    RowImage newKey = update.after().onlyKey(schema);
    add(with(arrival, new RowChange.Rekey(schema, update.stamp(), before, newKey)));
    add(with(arrival, new RowChange.Insert(schema, update.stamp(), update.after())));
  }

  private void delete(Arrival.Change arrival, RowImage before) {
    note(arrival);
    effects.put(key(before), new NetEffect.Delete(before));
  }

  /** A row that the batch holds whole, or holds as deleted, moves inside the batch. */
  private void rekey(Arrival.Change arrival, RowChange.Rekey rekey) {
    NetEffect known = effects.get(key(rekey.before()));
    if (known instanceof NetEffect.Upsert whole) {
      note(arrival);
      effects.put(key(rekey.before()), new NetEffect.Delete(rekey.before()));
      effects.put(key(rekey.newKey()), new NetEffect.Upsert(moved(whole.row(), rekey.newKey())));
    } else if (known instanceof NetEffect.Delete) {
      note(arrival);
    } else {
      openRekey = Optional.of(arrival);
    }
  }

  /** A whole image under the new key makes the move a delete and an upsert. */
  private boolean closesRekey(RowChange change) {
    return change instanceof RowChange.Insert insert
        && NetEffect.isComplete(insert.after())
        && key(insert.after()).equals(key(((RowChange.Rekey) open()).newKey()));
  }

  private RowChange open() {
    return openRekey.orElseThrow().change();
  }

  private void moveOpen() {
    Arrival.Change open = openRekey.orElseThrow();
    openRekey = Optional.empty();
    flush();
    out.accept(new ApplyStep.Move(open, (RowChange.Rekey) open.change()));
  }

  /** What the batch had for the table before is gone with its rows. */
  private void truncate(Arrival.Change arrival) {
    reset();
    out.accept(new ApplyStep.Truncate(schema, arrival));
  }

  private void flush() {
    bag.step().ifPresent(out);
    if (!effects.isEmpty()) {
      boolean fresh = onlyReads && effects.size() == changes.size();
      out.accept(new ApplyStep.Rows(schema, List.copyOf(effects.values()), changes, fresh));
    }
    reset();
  }

  private void reset() {
    effects = new LinkedHashMap<>();
    changes = new ArrayList<>();
    onlyReads = true;
    bag = new RowBag(schema);
  }

  private void note(Arrival.Change arrival) {
    changes.add(arrival);
    onlyReads &= arrival.change() instanceof RowChange.Read;
  }

  private RowImage moved(RowImage row, RowImage newKey) {
    Value[] values = row.values().toArray(Value[]::new);
    for (int place : schema.key()) {
      values[place] = newKey.at(place);
    }
    return RowImage.of(values);
  }

  private RowKey key(RowImage row) {
    for (int place : schema.key()) {
      if (!(row.at(place) instanceof Value.Text)) {
        String column = schema.columns().get(place).name();
        throw new IllegalArgumentException(
            "a change of table " + schema.table() + " does not hold its key column " + column);
      }
    }
    return row.key(schema);
  }

  private static Arrival.Change with(Arrival.Change arrival, RowChange change) {
    return new Arrival.Change(arrival.from(), arrival.offset(), change);
  }
}
