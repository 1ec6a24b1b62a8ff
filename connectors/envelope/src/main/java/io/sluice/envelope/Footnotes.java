package io.sluice.envelope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fields of one record's rows cannot say themselves; it goes into the source block.
 * Collected while the rows are written.
 */
final class Footnotes {

  static final String BEFORE = "before.";
  static final String AFTER = "after.";

  private List<String> unchanged = List.of();
  private Map<String, String> verbatim = Map.of();

  /**
   * Notes that an update left a column out; of the row before, {@link ReplicaIdentity} says so.
   *
   * @param path {@link #BEFORE} or {@link #AFTER} and the column's name
   */
  void unchanged(String path) {
    if (!path.startsWith(AFTER)) {
      return;
    }
    if (unchanged.isEmpty()) {
      unchanged = new ArrayList<>();
    }
    unchanged.add(path.substring(AFTER.length()));
  }

  /**
   * Notes a value that its field cannot carry.
   *
   * @param path {@link #BEFORE} or {@link #AFTER} and the column's name
   * @param text PostgreSQL's text
   */
  void verbatim(String path, String text) {
    if (verbatim.isEmpty()) {
      verbatim = new LinkedHashMap<>();
    }
    verbatim.put(path, text);
  }

  List<String> unchanged() {
    return unchanged;
  }

  Map<String, String> verbatim() {
    return verbatim;
  }
}
