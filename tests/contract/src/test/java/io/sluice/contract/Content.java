package io.sluice.contract;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds, as PostgreSQL's text.
 *
 * @param tables by table, then by key or whole row, then by column
 */
record Content(Map<String, Map<String, Map<String, String>>> tables) {

  private static final String COLUMNS =
      """
      select a.attrelid::regclass::text, a.attname, coalesce(a.attnum = any (i.indkey), false)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped
      order by 1, a.attnum
      """;

  static Content of(SourceServer server, String database) {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      Map<String, List<String>> columns = new TreeMap<>();
      Map<String, List<String>> keys = new TreeMap<>();
      try (ResultSet row = statement.executeQuery(COLUMNS)) {
        while (row.next()) {
          columns.computeIfAbsent(row.getString(1), t -> new ArrayList<>()).add(row.getString(2));
          if (row.getBoolean(3)) {
            keys.computeIfAbsent(row.getString(1), t -> new ArrayList<>()).add(row.getString(2));
          }
        }
      }
      Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();
      for (String table : columns.keySet()) {
        List<String> all = columns.get(table);
        tables.put(table, rows(statement, table, all, keys.getOrDefault(table, all)));
      }
      return new Content(tables);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Map<String, Map<String, String>> rows(
      Statement statement, String table, List<String> columns, List<String> key)
      throws SQLException {
    String list = columns.stream().map(c -> '"' + c + "\"::text").collect(joining(", "));
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (ResultSet row = statement.executeQuery("select " + list + " from " + table)) {
      while (row.next()) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), row.getString(i + 1));
        }
        String name = key.stream().map(values::get).map(String::valueOf).collect(joining(","));
        while (rows.containsKey(name)) {
          name += " again";
        }
        rows.put(name, values);
      }
    }
    return rows;
  }

  /** Where two databases differ: {@code table row column: mine ≠ other}, each row's key short. */
  List<String> differences(Content other) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(tables.keySet());
    names.addAll(other.tables.keySet());
    for (String table : names) {
      differences(
          table,
          tables.getOrDefault(table, Map.of()),
          other.tables.getOrDefault(table, Map.of()),
          differences);
    }
    return differences;
  }

  private static void differences(
      String table,
      Map<String, Map<String, String>> mine,
      Map<String, Map<String, String>> others,
      List<String> out) {
    TreeSet<String> keys = new TreeSet<>(mine.keySet());
    keys.addAll(others.keySet());
    for (String key : keys) {
      String place = table + " " + shortened(key);
      Map<String, String> row = mine.get(key);
      Map<String, String> other = others.get(key);
      if (row == null || other == null) {
        out.add(place + ": " + (row == null ? "no row ≠ a row" : "a row ≠ no row"));
        continue;
      }
      TreeSet<String> columns = new TreeSet<>(row.keySet());
      columns.addAll(other.keySet());
      for (String column : columns) {
        if (!Objects.equals(row.get(column), other.get(column))) {
          out.add(
              place
                  + " "
                  + column
                  + ": "
                  + shortened(row.get(column))
                  + " ≠ "
                  + shortened(other.get(column)));
        }
      }
    }
  }

  private static String shortened(String text) {
    return text == null || text.length() <= 60 ? String.valueOf(text) : text.substring(0, 60) + "…";
  }
}
