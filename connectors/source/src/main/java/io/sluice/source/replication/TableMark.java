package io.sluice.source.replication;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which table a name stood for, what was published of it, and which columns it had: what is
 * compared to find out whether it is still the same.
 *
 * @param oid the relation's id, unsigned; another one when the table was dropped and made again
 * @param published changes whenever the table's entry in the publication is changed, or taken out
 *     and put back
 * @param columns one word for each column, with commas between: number, type, modifier, a plus if
 *     rows that were there before it may have got a value with it, and a digest of the name
 */
public record TableMark(int oid, String published, String columns) {

  /**
   * The parts of a column's word.
   *
   * @param filled whether rows that were there before the column may have got a value with it
   */
  private record Column(String number, String type, String modifier, boolean filled, String name) {

    static Column of(String word) {
      String[] parts = word.split(":", 5);
      return new Column(parts[0], parts[1], parts[2], parts[3].equals("+"), parts[4]);
    }

    /** {@code character varying} only ever says how long a text may be. */
    boolean holdsOtherValuesThan(Column before) {
      boolean sameType = type.equals(before.type);
      return !name.equals(before.name)
          || !sameType
          || !modifier.equals(before.modifier) && !type.equals(VARCHAR);
    }
  }

  private static final String VARCHAR = "1043";

  /**
   * Whether a change of definition gave rows other contents without a change in the log: a column
   * was added with a default, got another type or another name.
   */
  public boolean changesRowsOf(TableMark before) {
    Map<String, Column> known = before.byNumber();
    return byNumber().values().stream()
        .anyMatch(
            column ->
                known.containsKey(column.number())
                    ? column.holdsOtherValuesThan(known.get(column.number()))
                    : column.filled());
  }

  private Map<String, Column> byNumber() {
    return Arrays.stream(columns.split(","))
        .filter(word -> !word.isEmpty())
        .map(Column::of)
        .collect(Collectors.toMap(Column::number, Function.identity()));
  }
}
