package io.sluice.source.pgoutput;

import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the messages of one streamed transaction, once it has committed and without those of its
 * aborted parts. The server tells such a transaction of every table anew, so that it has a decoder
 * of its own.
 */
public final class StreamedDecoder {

  /**
   * What the transaction told of a table last.
   *
   * @param order when; see {@link PgOutputMessage.Streamed#order()}
   */
  public record Told(Relation relation, long order) {}

  private static final char ORIGIN = 'O';

  private final TransactionMessages messages = new TransactionMessages();
  private final Map<Integer, Told> told = new HashMap<>();

  /**
   * Which part of its transaction a message belongs to.
   *
   * @param top the transaction's id, to which a message without an id of its own belongs
   */
  public static int part(ByteBuffer message, int top) {
    MessageBytes bytes = MessageBytes.of(message);
    return bytes.letter() == ORIGIN ? top : bytes.int32();
  }

  /**
   * Decodes one message.
   *
   * @param order when it came; see {@link PgOutputMessage.Streamed#order()}
   * @param message as it came; see {@link PgOutputDecoder#decode}
   */
  public PgOutputMessage decode(long order, ByteBuffer message) {
    MessageBytes bytes = MessageBytes.of(message);
    char letter = bytes.letter();
    if (letter != ORIGIN) {
      bytes.int32();
    }
    PgOutputMessage decoded = bytes.whole(messages.decode(letter, bytes));
    if (decoded instanceof Relation relation) {
      told.put(relation.id(), new Told(relation, order));
    }
    return decoded;
  }

  /** Each table that the transaction told of, as it did last. */
  public List<Told> told() {
    Collection<Told> last = told.values();
    return new ArrayList<>(last);
  }
}
