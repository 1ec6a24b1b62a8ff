package io.sluice.e2e.types;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that brings the values of some types, a column for each: a row for each way and number of
 * a value.
 *
 * @param name of the table, in schema {@code public}
 */
record MatrixTable(String name, List<TypedValues> types) {

  /**
   * @param catalog says which types' large values leave the row; they then do so uncompressed
   */
  List<String> create(TypeCatalog catalog) {
    List<String> columns = new ArrayList<>(List.of("id integer PRIMARY KEY", "note text"));
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i).type();
      columns.add(column(i) + " " + type);
      if (catalog.isToastable(type)) {
        statements.add(
            "ALTER TABLE %s ALTER %s SET STORAGE EXTERNAL".formatted(table(), column(i)));
      }
    }
    statements.add(0, "CREATE TABLE " + table() + " (" + String.join(", ", columns) + ")");
    return statements;
  }

  /** The rows that are there before the capture starts. */
  List<String> before() {
    return statements(
        (way, number) ->
            way.isThereBefore()
                ? Optional.of(insert(way, number, way.startsWithValue()))
                : Optional.empty());
  }

  /** The changes while it runs. */
  List<String> changes() {
    return statements(this::change);
  }

  private List<String> statements(BiFunction<Way, Integer, Optional<String>> statement) {
    int most = types.stream().mapToInt(type -> type.values().size()).max().orElseThrow();
    return Arrays.stream(Way.values())
        .flatMap(way -> IntStream.range(0, most).mapToObj(i -> statement.apply(way, i)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> change(Way way, int number) {
    String where = " WHERE id = " + way.row(number);
    return switch (way) {
      case SNAPSHOT -> Optional.empty();
      case INSERT -> Optional.of(insert(way, number, true));
      case UNCHANGED -> Optional.of("UPDATE " + table() + " SET note = 'other'" + where);
      case UPDATE -> Optional.of("UPDATE " + table() + " SET " + assignments(number) + where);
      case DELETE -> Optional.of("DELETE FROM " + table() + where);
    };
  }

  private String insert(Way way, int number, boolean withValues) {
    String values =
        IntStream.range(0, types.size())
            .mapToObj(i -> ", " + (withValues ? value(i, number) : "NULL"))
            .collect(Collectors.joining());
    return "INSERT INTO %s VALUES (%d, 'note'%s)".formatted(table(), way.row(number), values);
  }

  private String assignments(int number) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> column(i) + " = " + value(i, number))
        .collect(Collectors.joining(", "));
  }

  /** Types with fewer values are NULL in the other rows. */
  private String value(int type, int number) {
    List<String> values = types.get(type).values();
    return number < values.size() ? values.get(number) : "NULL";
  }

  /** The cells, when all has arrived. */
  List<Cell> compare(Format format, TestDatabase source, TestDatabase target) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String query = "SELECT id, %s FROM %s".formatted(types.get(i).comparable(column(i)), table());
      Map<Integer, Cell.Text> left = texts(source, query);
      Map<Integer, Cell.Text> came = texts(target, query);
      for (Way way : Way.values()) {
        for (int number = 0; number < types.get(i).values().size(); number++) {
          int row = way.row(number);
          Optional<String> difference =
              Cell.difference(
                  Optional.ofNullable(left.get(row)), Optional.ofNullable(came.get(row)));
          cells.add(new Cell(types.get(i).type(), number + 1, way, format, difference));
        }
      }
    }
    return cells;
  }

  private static Map<Integer, Cell.Text> texts(TestDatabase database, String query) {
    try (Connection session = database.connect();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Map<Integer, Cell.Text> texts = new HashMap<>();
      while (rows.next()) {
        texts.put(rows.getInt(1), new Cell.Text(rows.getString(2)));
      }
      return texts;
    } catch (SQLException failed) {
      throw new AssertionError("failed: " + query + ": " + failed.getMessage(), failed);
    }
  }

  /** Executes statements one after the other in one transaction. */
  static void run(TestDatabase database, List<String> statements) {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      // Braces belong to arrays here.
      statement.setEscapeProcessing(false);
      session.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      session.commit();
    } catch (SQLException failed) {
      throw new AssertionError(
          "a statement failed: " + failed.getMessage() + " in " + shortened(statements), failed);
    }
  }

  private static String shortened(List<String> statements) {
    return statements.stream()
        .map(sql -> sql.substring(0, Math.min(sql.length(), 120)))
        .collect(Collectors.joining("; "));
  }

  private static String column(int type) {
    return "v" + type;
  }

  private String table() {
    return "public." + name;
  }
}
