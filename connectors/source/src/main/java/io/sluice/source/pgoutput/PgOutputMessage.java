package io.sluice.source.pgoutput;

import io.sluice.change.Lsn;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What pgoutput can say under protocol version 2: see "Logical Replication Message Formats" in
 * PostgreSQL's documentation.
 *
 * <p>Times are microseconds since 1970-01-01T00:00:00Z; ids are unsigned 32-bit numbers.
 */
public sealed interface PgOutputMessage {

  /**
   * A transaction starts.
   *
   * @param commitLsn where its commit record starts
   * @param xid the top-level transaction
   */
  record Begin(Lsn commitLsn, long commitMicros, int xid) implements PgOutputMessage {}

  /**
   * The transaction ends.
   *
   * @param commitLsn where its commit record starts
   * @param endLsn the end of the commit record; the next transaction may have its first LSN here
   */
  record Commit(Lsn commitLsn, Lsn endLsn, long commitMicros) implements PgOutputMessage {}

  /**
   * A table's columns, from here on and until its next Relation.
   *
   * @param id what the following changes call the table
   * @param columns those that are published, in the table's order
   */
  record Relation(int id, TableId table, ReplicaIdentity identity, List<Column> columns)
      implements PgOutputMessage {
    public Relation {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A published column.
   *
   * @param typeOid of its type
   * @param modifier {@code atttypmod}; -1 for none
   * @param key whether the replica identity has it; every column under {@code FULL}
   */
  record Column(String name, int typeOid, int modifier, boolean key) {}

  /**
   * The name of a type that is not built in. For a domain, the domain's id with the name of the
   * base type.
   */
  record Type(int oid, String schema, String name) implements PgOutputMessage {}

  /**
   * A new row.
   *
   * @param after whole
   */
  record Insert(Relation relation, RowImage after) implements PgOutputMessage {}

  /**
   * A changed row.
   *
   * @param before the old key, all else absent, when it changed; the whole old row under {@code
   *     REPLICA IDENTITY FULL}; otherwise empty
   * @param after the new row, with the values unchanged that the log left out
   */
  record Update(Relation relation, Optional<RowImage> before, RowImage after)
      implements PgOutputMessage {}

  /**
   * A row that is gone.
   *
   * @param before its key, all else absent; the whole row under {@code REPLICA IDENTITY FULL}
   */
  record Delete(Relation relation, RowImage before) implements PgOutputMessage {}

  /** Tables that were emptied by one statement. */
  record Truncate(List<Relation> relations, boolean cascade, boolean restartIdentity)
      implements PgOutputMessage {
    public Truncate {
      relations = List.copyOf(relations);
    }
  }

  /**
   * Where the transaction came from, if it was replicated into the source.
   *
   * @param lsn of its commit on the origin
   */
  record Origin(Lsn lsn, String name) implements PgOutputMessage {}

  /**
   * What somebody wrote with {@code pg_logical_emit_message}.
   *
   * @param transactional whether it belongs to the transaction around it; otherwise it can stand
   *     anywhere
   * @param lsn where it is in the log
   * @param content never modified
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(boolean transactional, Lsn lsn, String prefix, byte[] content)
      implements PgOutputMessage {}

  /** What is said of transactions that are still in progress, from protocol version 2 on. */
  sealed interface Streaming extends PgOutputMessage {}

  /**
   * A block of messages of one transaction in progress starts.
   *
   * @param xid the top-level transaction
   * @param first whether it is the transaction's first block
   */
  record StreamStart(int xid, boolean first) implements Streaming {}

  /** The block ends; the transaction goes on. */
  record StreamStop() implements Streaming {}

  /**
   * A message in a block, not decoded: whether it ever happened is known only when its transaction
   * ends.
   *
   * @param order how many messages the stream had brought when this one came, this one included
   * @param message as the server sent it; a {@link StreamedDecoder} reads it
   */
  record Streamed(long order, ByteBuffer message) implements Streaming {}

  /**
   * A streamed transaction has committed; it will not be sent again.
   *
   * @param xid the top-level transaction
   * @param commitLsn where its commit record starts
   * @param endLsn the end of the commit record
   */
  record StreamCommit(int xid, Lsn commitLsn, Lsn endLsn, long commitMicros) implements Streaming {}

  /**
   * A streamed transaction, or a part of it, never happened.
   *
   * @param xid the top-level transaction
   * @param subXid what has aborted: the top-level transaction itself, or a sub-transaction without
   *     those under it, of which each has its own message
   */
  record StreamAbort(int xid, int subXid) implements Streaming {}
}
