package io.sluice.source.pgoutput;

import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStart;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStop;
import io.sluice.source.pgoutput.PgOutputMessage.Streamed;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes one stream of pgoutput, protocol version 2. Pure, but for the tables it has been told of
 * and the block it is in: a stream tells them anew after each start, so each stream has its own
 * decoder. Used by the thread that reads the stream.
 */
public final class PgOutputDecoder {

  private final TransactionMessages messages = new TransactionMessages();

  /** For each table, when its Relation came: what the count of messages was then. */
  private final Map<Integer, Long> told = new HashMap<>();

  private long count;
  private boolean inBlock;

  /**
   * Decodes one message; in a block of a streamed transaction, takes it as it is.
   *
   * @param buffer the message from its position to its limit; if it has an array, the row images
   *     are ranges of it, and nobody may write to it any more
   * @throws PgOutputException if the bytes are anything else than one whole message, or a change
   *     names a table that the stream has not told of
   */
  public PgOutputMessage decode(ByteBuffer buffer) {
    count++;
    MessageBytes bytes = MessageBytes.of(buffer);
    char letter = bytes.letter();
    if (inBlock && letter != 'E') {
      return new Streamed(count, buffer);
    }
    return bytes.whole(message(letter, bytes));
  }

  private PgOutputMessage message(char letter, MessageBytes bytes) {
    return switch (letter) {
      case 'R' -> relation(letter, bytes);
      case 'S' -> start(bytes);
      case 'E' -> stop(bytes);
      case 'c' -> commit(bytes);
      case 'A' -> new StreamAbort(bytes.int32(), bytes.int32());
      default -> messages.decode(letter, bytes);
    };
  }

  private PgOutputMessage relation(char letter, MessageBytes bytes) {
    Relation relation = (Relation) messages.decode(letter, bytes);
    told.put(relation.id(), count);
    return relation;
  }

  private StreamStart start(MessageBytes bytes) {
    StreamStart start = new StreamStart(bytes.int32(), bytes.flag(1) == 1);
    inBlock = true;
    return start;
  }

  private StreamStop stop(MessageBytes bytes) {
    if (!inBlock) {
      throw bytes.problem("a block ends that has not started");
    }
    inBlock = false;
    return new StreamStop();
  }

  private static StreamCommit commit(MessageBytes bytes) {
    int xid = bytes.int32();
    bytes.flag(0);
    return new StreamCommit(xid, bytes.lsn(), bytes.lsn(), bytes.micros());
  }

  /**
   * A streamed transaction that told of a table has committed, and the server takes what it told as
   * told to all: unless the stream has told of the table since, its changes have these columns from
   * here on.
   *
   * @param order when the stream brought it; see {@link Streamed#order()}
   * @return what the columns are from here on
   */
  public Relation adopt(Relation relation, long order) {
    if (order > told.getOrDefault(relation.id(), 0L)) {
      messages.adopt(relation);
      told.put(relation.id(), order);
    }
    return messages.relation(relation.id()).orElseThrow();
  }

  /** The table as the stream has told of it last, outside of blocks; empty if it never has. */
  Optional<Relation> relation(int id) {
    return messages.relation(id);
  }
}
