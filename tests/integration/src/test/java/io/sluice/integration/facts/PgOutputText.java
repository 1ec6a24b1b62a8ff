package io.sluice.integration.facts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one reading of pgoutput as lines, read without the product's decoder:
 *
 * <pre>
 * BEGIN 742                     the transaction
 * RELATION public.t d id* note  identity; a star for the columns with the key's flag
 * TYPE 16401 public.mood
 * INSERT t 1|NULL|UNCHANGED     values, or what stands for them
 * UPDATE t K 1|NULL N 2|x       old key (K) or old row (O), new row
 * DELETE t K 2|NULL
 * </pre>
 *
 * <p>Inside a streamed block a line starts with its transaction, as in {@code 743: INSERT …}.
 */
final class PgOutputText {

  private final Map<Integer, String> tables = new HashMap<>();
  private boolean streaming;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  String of(byte[] message) {
    bytes = ByteBuffer.wrap(message);
    char letter = (char) bytes.get();
    return streaming && "RYIUDTM".indexOf(letter) >= 0
        ? bytes.getInt() + ": " + line(letter)
        : line(letter);
  }

  private String line(char letter) {
    return switch (letter) {
      case 'B' -> "BEGIN " + skip(16).getInt();
      case 'C' -> "COMMIT";
      case 'R' -> relation();
      case 'Y' -> "TYPE " + bytes.getInt() + " " + string() + "." + string();
      case 'I' -> "INSERT " + table() + tuple(bytes.get());
      case 'U' -> "UPDATE " + table() + update();
      case 'D' -> "DELETE " + table() + old((char) bytes.get());
      case 'T' -> truncate();
      case 'O' -> "ORIGIN " + skipped(8);
      case 'M' -> message();
      case 'S' -> streamed(true, "STREAM START " + bytes.getInt());
      case 'E' -> streamed(false, "STREAM STOP");
      case 'A' -> "STREAM ABORT " + bytes.getInt() + " " + bytes.getInt();
      case 'c' -> "STREAM COMMIT " + bytes.getInt();
      case 'b' -> "BEGIN PREPARE " + gid(24);
      case 'P' -> "PREPARE " + gid(25);
      case 'K' -> "COMMIT PREPARED " + gid(25);
      case 'r' -> "ROLLBACK PREPARED " + gid(33);
      default -> throw new AssertionError("pgoutput says " + letter);
    };
  }

  private String streamed(boolean begins, String line) {
    streaming = begins;
    return line;
  }

  private String relation() {
    int id = bytes.getInt();
    String schema = string();
    String name = string();
    tables.put(id, name);
    StringBuilder line = new StringBuilder("RELATION " + schema + "." + name);
    line.append(' ').append((char) bytes.get());
    int columns = bytes.getShort();
    for (int i = 0; i < columns; i++) {
      String flag = bytes.get() == 1 ? "*" : "";
      line.append(' ').append(string()).append(flag);
      skip(8);
    }
    return line.toString();
  }

  private String table() {
    return tables.get(bytes.getInt()) + " ";
  }

  private String update() {
    char part = (char) bytes.get();
    return part == 'N' ? tuple('N') : old(part) + " N " + tuple(bytes.get());
  }

  private String old(char part) {
    return part + " " + tuple(part);
  }

  private String tuple(int part) {
    List<String> values = new ArrayList<>();
    int columns = bytes.getShort();
    for (int i = 0; i < columns; i++) {
      values.add(value((char) bytes.get()));
    }
    return String.join("|", values);
  }

  private String value(char form) {
    return switch (form) {
      case 'n' -> "NULL";
      case 'u' -> "UNCHANGED";
      default -> text(bytes.getInt());
    };
  }

  private String truncate() {
    int count = bytes.getInt();
    int options = bytes.get();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(tables.get(bytes.getInt()));
    }
    return "TRUNCATE " + String.join(",", names) + (options == 0 ? "" : " " + options);
  }

  private String message() {
    String kind = bytes.get() == 1 ? "transactional" : "loose";
    skip(8);
    return "MESSAGE " + kind + " " + string() + " " + text(bytes.getInt());
  }

  private String gid(int skipped) {
    skip(skipped);
    skip(Integer.BYTES);
    return string();
  }

  private String skipped(int count) {
    skip(count);
    return string();
  }

  private ByteBuffer skip(int count) {
    return bytes.position(bytes.position() + count);
  }

  private String string() {
    int start = bytes.position();
    while (bytes.get() != 0) {
      // To the end of the text.
    }
    return new String(bytes.array(), start, bytes.position() - start - 1, StandardCharsets.UTF_8);
  }

  private String text(int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
