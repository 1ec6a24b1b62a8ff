package io.sluice.sink.target;

import io.sluice.change.RowImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The partial updates of one batch, numbered by which columns they hold. */
final class PartialGroups {

  private final ColumnMap map;
  private final Map<List<BoundColumn>, Integer> numbers = new LinkedHashMap<>();
  private final Map<Integer, Integer> sizes = new LinkedHashMap<>();

  PartialGroups(ColumnMap map) {
    this.map = map;
  }

  /** The number under which this row is staged. */
  int numberOf(RowImage row) {
    int number =
        numbers.computeIfAbsent(
            known(map, row), columns -> BulkStatements.FIRST_PARTIAL + numbers.size());
    sizes.merge(number, 1, Integer::sum);
    return number;
  }

  /** The columns of each group, with its number. */
  Map<List<BoundColumn>, Integer> numbers() {
    return numbers;
  }

  /** A staged row of this group, if it is one of a group, is taken out again. */
  void takeOut(int number) {
    sizes.computeIfPresent(number, (same, size) -> size - 1);
  }

  /** How many rows a group has. */
  int size(int number) {
    return sizes.get(number);
  }

  /** The columns that a row holds and that an update may set; the key stays as it is. */
  static List<BoundColumn> known(ColumnMap map, RowImage row) {
    List<BoundColumn> known = new ArrayList<>();
    for (BoundColumn column : map.columns()) {
      boolean isKey = map.key().stream().anyMatch(key -> key.bound().place() == column.place());
      if (!isKey && row.at(column.place()).isKnown() && !column.column().identityAlways()) {
        known.add(column);
      }
    }
    return known;
  }
}
