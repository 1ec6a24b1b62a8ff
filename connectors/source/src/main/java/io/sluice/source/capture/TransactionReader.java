package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.Stamp;
import io.sluice.change.TableSchema;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes changes with positions of the messages of one stream. Used by the capture thread only.
 *
 * <p>Every change of a transaction counts, wanted or not, so that the same transaction has the same
 * positions whenever it is read.
 */
final class TransactionReader {

  private final Map<Integer, TableSchema> schemas = new HashMap<>();
  private Optional<Begin> open = Optional.empty();
  private long ordinal;

  /** Whether a transaction has begun and not ended. */
  boolean inTransaction() {
    return open.isPresent();
  }

  void begin(Begin begin) {
    open = Optional.of(begin);
    ordinal = 0;
  }

  /** From here on the relation's changes are wanted, under this schema. */
  void announce(Relation relation, TableSchema schema) {
    schemas.put(relation.id(), schema);
  }

  /** From here on the relation's changes are not wanted. */
  void pass(Relation relation) {
    schemas.remove(relation.id());
  }

  /** The transaction that is being read. */
  Begin transaction() {
    return open.orElseThrow(() -> new IllegalStateException("a change outside a transaction"));
  }

  /** Ends the transaction at the position of its last change. */
  Position end() {
    Position last = position();
    open = Optional.empty();
    return last;
  }

  /** A mark has a position of its own, as a change has. */
  Position mark() {
    ordinal++;
    return position();
  }

  private Position position() {
    return new Position(transaction().commitLsn(), ordinal);
  }

  /**
   * The change of one row.
   *
   * @param message an insert, an update or a delete
   * @param lsn where it stands in the log
   * @return empty if its table is not wanted
   */
  Optional<RowChange> row(PgOutputMessage message, Lsn lsn) {
    Stamp stamp = stamp(lsn);
    if (message instanceof Insert insert) {
      return schema(insert.relation())
          .map(schema -> new RowChange.Insert(schema, stamp, insert.after()));
    }
    if (message instanceof Update update) {
      return schema(update.relation()).map(schema -> update(schema, stamp, update));
    }
    if (message instanceof Delete delete) {
      return schema(delete.relation())
          .map(schema -> new RowChange.Delete(schema, stamp, delete.before()));
    }
    throw new IllegalArgumentException("not the change of a row");
  }

  /** The whole old row, where the log has it, also has what the new row leaves out. */
  private static RowChange update(TableSchema schema, Stamp stamp, Update update) {
    return new RowChange.Update(
        schema,
        stamp,
        update.before(),
        update.before().map(update.after()::filledFrom).orElse(update.after()));
  }

  /** The wanted tables among those that a TRUNCATE emptied. */
  List<RowChange> tables(Truncate truncate, Lsn lsn) {
    return truncate.relations().stream()
        .flatMap(relation -> truncation(relation, stamp(lsn)))
        .toList();
  }

  private Stream<RowChange> truncation(Relation relation, Stamp stamp) {
    return schema(relation)
        .map(schema -> (RowChange) new RowChange.Truncate(schema, stamp))
        .stream();
  }

  private Optional<TableSchema> schema(Relation relation) {
    return Optional.ofNullable(schemas.get(relation.id()));
  }

  private Stamp stamp(Lsn lsn) {
    Begin begin = transaction();
    ordinal++;
    return new Stamp(
        new Position(begin.commitLsn(), ordinal), lsn, begin.xid(), begin.commitMicros());
  }
}
