package io.sluice.e2e.types;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table that brings the values of one type: a row for each value and way.
 *
 * @param name of the table, in schema {@code public}
 */
record MatrixTable(String name, TypedValues values) {

  /**
   * @param toastable whether large values leave the row; they then do so uncompressed
   */
  List<String> create(boolean toastable) {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE %s (id integer PRIMARY KEY, note text, v %s)"
            .formatted(table(), values.type()));
    if (toastable) {
      statements.add("ALTER TABLE " + table() + " ALTER v SET STORAGE EXTERNAL");
    }
    return statements;
  }

  /** The rows that are there before the capture starts. */
  List<String> before() {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < values.values().size(); i++) {
      for (Way way : Way.values()) {
        if (way.isThereBefore()) {
          statements.add(insert(way.row(i), way.startsWithValue() ? value(i) : "NULL"));
        }
      }
    }
    return statements;
  }

  /** The changes while it runs, in one transaction for each way. */
  List<String> changes() {
    List<String> statements = new ArrayList<>();
    for (Way way : Way.values()) {
      for (int i = 0; i < values.values().size(); i++) {
        change(way, i).ifPresent(statements::add);
      }
    }
    return statements;
  }

  private Optional<String> change(Way way, int value) {
    String where = " WHERE id = " + way.row(value);
    return switch (way) {
      case SNAPSHOT -> Optional.empty();
      case INSERT -> Optional.of(insert(way.row(value), value(value)));
      case UNCHANGED -> Optional.of("UPDATE " + table() + " SET note = 'other'" + where);
      case UPDATE -> Optional.of("UPDATE " + table() + " SET v = " + value(value) + where);
      case DELETE -> Optional.of("DELETE FROM " + table() + where);
    };
  }

  /** The cells, when all has arrived. */
  List<Cell> compare(Format format, TestDatabase source, TestDatabase target) {
    Map<Integer, Cell.Text> left = texts(source);
    Map<Integer, Cell.Text> came = texts(target);
    List<Cell> cells = new ArrayList<>();
    for (Way way : Way.values()) {
      for (int i = 0; i < values.values().size(); i++) {
        int row = way.row(i);
        cells.add(
            Cell.of(
                values.type(),
                i + 1,
                way,
                format,
                Optional.ofNullable(left.get(row)),
                Optional.ofNullable(came.get(row))));
      }
    }
    return cells;
  }

  private Map<Integer, Cell.Text> texts(TestDatabase database) {
    String query = "SELECT id, %s FROM %s".formatted(values.comparable("v"), table());
    try (Connection session = database.connect();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Map<Integer, Cell.Text> texts = new HashMap<>();
      while (rows.next()) {
        texts.put(rows.getInt(1), new Cell.Text(rows.getString(2)));
      }
      return texts;
    } catch (SQLException failed) {
      throw new AssertionError("cannot read " + values.type() + ": " + failed.getMessage(), failed);
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

  private String insert(int row, String value) {
    return "INSERT INTO %s VALUES (%d, 'note', %s)".formatted(table(), row, value);
  }

  private String value(int number) {
    return values.values().get(number);
  }

  private String table() {
    return "public." + name;
  }
}
