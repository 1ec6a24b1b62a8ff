package io.sluice.sink.apply;

import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import java.util.List;

/** One thing to do to one table; the steps of a table are done in order. */
public sealed interface ApplyStep {

  /** The table's columns, under which the step's rows are. */
  TableSchema schema();

  /** What the step was made of, in the order of each partition. */
  List<Arrival.Change> changes();

  /**
   * A table is known; it has to exist from here on.
   *
   * @param copied up to where its copy is in the topics
   */
  record Known(TableSchema schema, Position copied) implements ApplyStep {
    @Override
    public List<Arrival.Change> changes() {
      return List.of();
    }
  }

  /**
   * Net effects, one for each key: first all deletes, then all upserts, then all partial updates.
   *
   * @param effects one for each key
   * @param changes what they were made of, in source order, for a replay one by one
   * @param fresh whether they are nothing but rows of chunks, each with a key of its own
   */
  record Rows(
      TableSchema schema, List<NetEffect> effects, List<Arrival.Change> changes, boolean fresh)
      implements ApplyStep {}

  /**
   * Rows of a table without a key go, then others come. Where a row is there several times, as many
   * of them go as are listed.
   *
   * @param changes what this came from, at least one
   */
  record Exchange(
      TableSchema schema, List<RowImage> gone, List<RowImage> added, List<Arrival.Change> changes)
      implements ApplyStep {

    /** What one change comes to. */
    public static Exchange of(Arrival.Change change) {
      RowBag bag = new RowBag(change.change().schema());
      bag.add(change);
      return bag.step().orElseThrow();
    }
  }

  /**
   * A row goes on under another key.
   *
   * @param at where this came from
   * @param rekey the old key and the new one
   */
  record Move(Arrival.Change at, RowChange.Rekey rekey) implements ApplyStep {
    @Override
    public TableSchema schema() {
      return rekey.schema();
    }

    @Override
    public List<Arrival.Change> changes() {
      return List.of(at);
    }
  }

  /**
   * All rows go.
   *
   * @param at where this came from
   */
  record Truncate(TableSchema schema, Arrival.Change at) implements ApplyStep {
    @Override
    public List<Arrival.Change> changes() {
      return List.of(at);
    }
  }
}
