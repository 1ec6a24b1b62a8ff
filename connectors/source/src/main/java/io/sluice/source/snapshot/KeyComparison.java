package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.postgres.KeyOrder;
import io.sluice.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a table's key with texts, in SQL: the server alone knows how types and collations order.
 *
 * <p>Rows of columns are compared at once where one operator serves all columns, because that is
 * what an index can answer best; otherwise column by column.
 */
final class KeyComparison {

  private final List<ColumnSchema> columns;
  private final List<KeyOrder> orders;

  KeyComparison(TableSource source) {
    this.columns = source.schema().keyColumns();
    this.orders = source.keyOrders();
  }

  /** The key comes after these values. */
  String after(List<String> values) {
    return isBuiltIn() ? rows(">", values) : "(" + after(values, 0) + ")";
  }

  /** The key comes before these values, or is equal to them. */
  String upTo(List<String> values) {
    return isBuiltIn() ? rows("<=", values) : "(" + upTo(values, 0) + ")";
  }

  /** The key is equal to one of these. */
  String in(List<List<String>> keys) {
    return isBuiltIn()
        ? "(%s) IN (%s)"
            .formatted(names(), keys.stream().map(this::row).collect(Collectors.joining(", ")))
        : keys.stream().map(this::equal).collect(Collectors.joining(" OR ", "(", ")"));
  }

  /**
   * The key has the texts that these expressions hold, one for each column. The operator is for the
   * index; what it holds equal may still have another text.
   */
  String equalTo(List<String> texts) {
    List<String> conditions = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      conditions.add(
          "%s %s %s::%s"
              .formatted(
                  name(place),
                  orders.get(place).equal(),
                  texts.get(place),
                  columns.get(place).type().name()));
      conditions.add(name(place) + "::text = " + texts.get(place));
    }
    return String.join(" AND ", conditions);
  }

  private boolean isBuiltIn() {
    return orders.stream().allMatch(KeyOrder.BUILT_IN::equals);
  }

  private String rows(String operator, List<String> values) {
    return "(%s) %s %s".formatted(names(), operator, row(values));
  }

  private String row(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(place -> value(place, values))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** An index can be entered at the condition on the first column, which stands alone. */
  private String after(List<String> values, int place) {
    return place == columns.size() - 1
        ? above(place, values)
        : "NOT %s AND (%s OR %s)"
            .formatted(below(place, values), above(place, values), after(values, place + 1));
  }

  private String upTo(List<String> values, int place) {
    return place == columns.size() - 1
        ? "NOT " + above(place, values)
        : "NOT %s AND (%s OR %s)"
            .formatted(above(place, values), below(place, values), upTo(values, place + 1));
  }

  private String above(int place, List<String> values) {
    return name(place) + " " + orders.get(place).greater() + " " + value(place, values);
  }

  private String below(int place, List<String> values) {
    return value(place, values) + " " + orders.get(place).greater() + " " + name(place);
  }

  private String equal(List<String> values) {
    List<String> conditions = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      conditions.add(name(place) + " " + orders.get(place).equal() + " " + value(place, values));
    }
    return "(" + String.join(" AND ", conditions) + ")";
  }

  private String name(int place) {
    return Sql.identifier(columns.get(place).name());
  }

  private String value(int place, List<String> values) {
    return Sql.literal(values.get(place)) + "::" + columns.get(place).type().name();
  }

  private String names() {
    return Sql.identifiers(columns.stream().map(ColumnSchema::name).toList());
  }
}
