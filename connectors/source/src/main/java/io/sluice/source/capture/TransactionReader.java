package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Origin;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Sql;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import io.sluice.source.replication.Origins;
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

  private final Origins wanted;
  private final Map<Integer, TableSchema> schemas = new HashMap<>();
  private Optional<Begin> open = Optional.empty();
  private Optional<Origin> origin = Optional.empty();
  private long ordinal;

  /**
   * A reader.
   *
   * @param wanted whose changes; an older server sends those of others all the same
   */
  TransactionReader(Origins wanted) {
    this.wanted = wanted;
  }

  /** Whether a transaction has begun and not ended. */
  boolean inTransaction() {
    return open.isPresent();
  }

  void begin(Begin begin) {
    open = Optional.of(begin);
    origin = Optional.empty();
    ordinal = 0;
  }

  /** The transaction was made elsewhere first. */
  void origin(PgOutputMessage.Origin from) {
    origin = Optional.of(new Origin(from.name(), from.lsn()));
  }

  /** Whether changes of the transaction are wanted, as far as its origin decides that. */
  boolean isWanted() {
    return origin.isEmpty() || wanted == Origins.ANY;
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

  /** A message has a position of its own, as a change has. */
  Stamp message(Lsn lsn) {
    return stamp(lsn);
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
      return schema(insert.relation()).map(schema -> insert(schema, stamp, insert.after()));
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

  /**
   * Only an update that brings a row into the publication's filter leaves columns out of an insert,
   * and nobody else has them.
   */
  private static RowChange insert(TableSchema schema, Stamp stamp, RowImage after) {
    if (after.hasUnchanged()) {
      throw new SourceFailure(
          ErrorCode.ROW_INCOMPLETE,
          ("an update brought a row of table %s into the publication's row filter and left out"
                  + " columns that it did not change; run ALTER TABLE %s REPLICA IDENTITY FULL; and"
                  + " start over")
              .formatted(schema.table(), Sql.table(schema.table())));
    }
    return new RowChange.Insert(schema, stamp, after);
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
    return isWanted() ? Optional.ofNullable(schemas.get(relation.id())) : Optional.empty();
  }

  private Stamp stamp(Lsn lsn) {
    Begin begin = transaction();
    ordinal++;
    return new Stamp(
        new Position(begin.commitLsn(), ordinal), lsn, begin.xid(), begin.commitMicros(), origin);
  }
}
