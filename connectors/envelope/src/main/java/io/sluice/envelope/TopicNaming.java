package io.sluice.envelope;

import io.sluice.change.TableId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The names of a pipeline's topics.
 *
 * <p>Kafka's topic names have letters, digits, dots, underscores and hyphens, at most 249 of them.
 * Every other byte of a schema's or a table's name, and a dot in it, becomes a hyphen and two
 * hexadecimal digits; a hyphen in front of two such digits becomes {@code -2d}. So two tables never
 * share a topic, and ordinary names stay as they are.
 *
 * @param prefix {@code topic.prefix}
 */
public record TopicNaming(String prefix) {

  private static final int MAX_LENGTH = 249;

  /** The escape of a zero byte, which no name holds: what follows is a hash. */
  private static final String HASH_MARK = "-00";

  private static final int HASH_BYTES = 16;

  private static final String WATERMARKS = ".watermarks";

  /** The topic of a table's changes. */
  public String data(TableId table) {
    String topic = prefix + "." + escape(table.schema()) + "." + escape(table.table());
    return topic.length() <= MAX_LENGTH ? topic : shorten(topic);
  }

  /** The topic of positions: heartbeats, chunk and table completion, cutover marks. */
  public String watermarks() {
    return prefix + WATERMARKS;
  }

  /** The prefix of a topic that is named as watermarks are; empty for any other. */
  public static Optional<String> prefixOfWatermarks(String topic) {
    return topic.endsWith(WATERMARKS)
        ? Optional.of(topic.substring(0, topic.length() - WATERMARKS.length()))
        : Optional.empty();
  }

  /** The topic of what was written with {@code pg_logical_emit_message}. */
  public String messages() {
    return prefix + ".message";
  }

  private static String escape(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    StringBuilder escaped = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (standsForItself(bytes, i)) {
        escaped.append((char) bytes[i]);
      } else {
        escaped.append('-').append(HexFormat.of().toHexDigits(bytes[i]));
      }
    }
    return escaped.toString();
  }

  private static boolean standsForItself(byte[] name, int at) {
    byte next = name[at];
    if (next == '-') {
      return !(isHex(name, at + 1) && isHex(name, at + 2));
    }
    return isBetween(next, 'a', 'z')
        || isBetween(next, 'A', 'Z')
        || isBetween(next, '0', '9')
        || next == '_';
  }

  private static boolean isHex(byte[] name, int at) {
    return at < name.length && (isBetween(name[at], '0', '9') || isBetween(name[at], 'a', 'f'));
  }

  private static boolean isBetween(byte ascii, char first, char last) {
    return ascii >= first && ascii <= last;
  }

  private static String shorten(String topic) {
    String hash = HexFormat.of().formatHex(sha256(topic), 0, HASH_BYTES);
    int kept = MAX_LENGTH - HASH_MARK.length() - hash.length();
    return topic.substring(0, kept) + HASH_MARK + hash;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
