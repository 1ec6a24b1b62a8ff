package io.sluice.testkit.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Follows what one client says in PostgreSQL's protocol, message by message. Used by one thread.
 *
 * <p>What is asked first has no type: requests for encryption, which the servers of tests decline,
 * and the start-up message. Then each message is a type, a length and a body.
 */
final class ClientStream {

  private static final int LENGTH_BYTES = 4;
  private static final int ENCRYPTION_REQUEST_BYTES = 8;

  private final Map<String, String> statements = new HashMap<>();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean started;
  private long left;
  private boolean committing;

  /**
   * Takes bytes up to the end of a message.
   *
   * @return where the next message begins, or the end of what there is
   */
  int advance(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && !headIsWhole()) {
      head.write(bytes[at++]);
      if (headIsWhole()) {
        left = Integer.toUnsignedLong(head().getInt(started ? 1 : 0)) - LENGTH_BYTES;
      }
    }
    int taken = (int) Math.min(left, end - at);
    if (headIsWhole() && isRead()) {
      body.write(bytes, at, taken);
    }
    left -= taken;
    return at + taken;
  }

  /** The moment that has come with the message just ended; empty in the middle of one. */
  Optional<Moment> reached() {
    if (!headIsWhole() || left > 0) {
      return Optional.empty();
    }
    Optional<Moment> moment = started ? moment((char) head().get(0)) : start();
    head.reset();
    body.reset();
    return moment;
  }

  private Optional<Moment> start() {
    started = head().getInt(0) != ENCRYPTION_REQUEST_BYTES;
    return Optional.empty();
  }

  private Optional<Moment> moment(char type) {
    switch (type) {
      case 'P' -> {
        String[] names = texts();
        statements.put(names[0], names[1].toUpperCase(Locale.ROOT));
      }
      case 'B' -> {
        return begins(statements.getOrDefault(texts()[1], ""));
      }
      case 'Q' -> {
        return begins(texts()[0].toUpperCase(Locale.ROOT));
      }
      case 'd' -> {
        return Optional.of(Moment.COPY_ROWS);
      }
      case 'S' -> {
        return answered();
      }
      default -> {}
    }
    return Optional.empty();
  }

  private Optional<Moment> begins(String statement) {
    committing = statement.equals("COMMIT");
    if (committing) {
      return Optional.of(Moment.COMMIT_ASKED);
    }
    return statement.startsWith("BEGIN") ? Optional.of(Moment.BEGIN) : Optional.empty();
  }

  /** The end of what the client asks at once: all of it is with the server then. */
  private Optional<Moment> answered() {
    boolean commits = committing;
    committing = false;
    return commits ? Optional.of(Moment.COMMIT_ANSWERED) : Optional.empty();
  }

  /** The first texts of a body, each of which ends with a zero. */
  private String[] texts() {
    return body.toString(StandardCharsets.UTF_8).split("\0", -1);
  }

  private boolean isRead() {
    return started && "PBQ".indexOf(head().get(0)) >= 0;
  }

  private boolean headIsWhole() {
    return head.size() == (started ? 1 : 0) + LENGTH_BYTES;
  }

  private ByteBuffer head() {
    return ByteBuffer.wrap(head.toByteArray());
  }
}
