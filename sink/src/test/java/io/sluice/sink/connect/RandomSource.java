package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A source that keeps its own rows and writes what happens to them into a topic. */
final class RandomSource {

  static final TableSchema TABLE =
      table("things", 2, "id numeric", "part text", "code text", "body text");

  private static final int IDS = 12;

  /** What is in the source: the key, {@code code} (unique) and {@code body} (large). */
  private final Map<List<String>, String[]> rows = new TreeMap<>(RandomSource::compare);

  private final Random random;
  private final Topics topics;
  private int serial;

  RandomSource(long seed, Topics topics) {
    this.random = new Random(seed);
    this.topics = topics;
  }

  /** One transaction, of a random kind. */
  void step() {
    List<String> key = key();
    if (!rows.containsKey(key)) {
      insert(key);
      return;
    }
    switch (random.nextInt(12)) {
      case 0, 1 -> delete(key);
      case 2, 3, 4 -> update(key, "?");
      case 5, 6 -> update(key, fresh("big"));
      case 7, 8 -> rekey(key, "?");
      case 9 -> rekey(key, fresh("big"));
      case 10 -> swapCodes(key);
      default -> truncateSometimes();
    }
  }

  /** The rows as PostgreSQL prints them. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    rows.forEach(
        (key, row) ->
            texts.add("(" + key.get(0) + "," + key.get(1) + "," + row[0] + "," + row[1] + ")"));
    texts.sort(null);
    return texts;
  }

  /** The second part makes some keys differ in nothing but the spelling of the number. */
  private List<String> key() {
    return List.of(random.nextInt(IDS) + (random.nextBoolean() ? "" : ".0"), "p");
  }

  private void insert(List<String> key) {
    if (takenByAnotherSpelling(key)) {
      return;
    }
    String[] row = {fresh("code"), fresh("big")};
    rows.put(key, row);
    topics.insert(TABLE, key.get(0), key.get(1), row[0], row[1]);
  }

  private void update(List<String> key, String body) {
    String[] row = rows.get(key);
    row[0] = fresh("code");
    row[1] = body.equals("?") ? row[1] : body;
    topics.update(TABLE, key.get(0), key.get(1), row[0], body);
  }

  private void delete(List<String> key) {
    rows.remove(key);
    topics.delete(TABLE, key.get(0), key.get(1));
  }

  private void rekey(List<String> key, String body) {
    List<String> to = key();
    boolean free = !rows.containsKey(to);
    boolean sameNumber = number(to) == number(key);
    if (free && (sameNumber || !takenByAnotherSpelling(to))) {
      String[] row = rows.remove(key);
      row[1] = body.equals("?") ? row[1] : body;
      rows.put(to, row);
      topics.rekey(TABLE, key, to.get(0), to.get(1), row[0], body);
    }
  }

  /** Through a third value, as a source has to. */
  private void swapCodes(List<String> key) {
    List<String> other = key();
    if (rows.containsKey(other) && !other.equals(key)) {
      String[] one = rows.get(key);
      String[] two = rows.get(other);
      topics.update(TABLE, key.get(0), key.get(1), fresh("tmp"), "?");
      String code = two[0];
      two[0] = one[0];
      topics.update(TABLE, other.get(0), other.get(1), two[0], "?");
      one[0] = code;
      topics.update(TABLE, key.get(0), key.get(1), one[0], "?");
    }
  }

  private void truncateSometimes() {
    if (random.nextInt(10) == 0) {
      rows.clear();
      topics.truncate(TABLE);
    }
  }

  private boolean takenByAnotherSpelling(List<String> key) {
    return rows.keySet().stream().anyMatch(other -> number(other) == number(key));
  }

  private static double number(List<String> key) {
    return Double.parseDouble(key.get(0));
  }

  private String fresh(String prefix) {
    return prefix + ++serial;
  }

  private static int compare(List<String> one, List<String> other) {
    return one.toString().compareTo(other.toString());
  }
}
