package io.sluice.contract;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds, as PostgreSQL's text.
 *
 * @param tables by table, then by key or whole row, then by column
 */
record Content(Map<String, Map<String, Map<String, String>>> tables) {

  private static final int MOST = 60;

  private static final String TYPES =
      """
      select c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        coalesce(a.attnum = any (i.indkey), false)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum
      """;

  static Content of(SourceServer server, String database) {
    Map<String, List<String>> columns = new TreeMap<>();
    Map<String, List<String>> keys = new TreeMap<>();
    for (List<String> row : server.rows(database, TYPES)) {
      columns.computeIfAbsent(row.get(0), table -> new ArrayList<>()).add(row.get(1));
      if (row.get(3).equals("t")) {
        keys.computeIfAbsent(row.get(0), table -> new ArrayList<>()).add(row.get(1));
      }
    }
    Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();
    columns.forEach(
        (table, all) ->
            tables.put(table, rows(server, database, table, all, keys.getOrDefault(table, all))));
    return new Content(tables);
  }

  private static Map<String, Map<String, String>> rows(
      SourceServer server, String database, String table, List<String> columns, List<String> key) {
    String list = columns.stream().map(c -> '"' + c + "\"::text").collect(joining(", "));
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (List<String> row : server.rows(database, "select " + list + " from public." + table)) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), row.get(i));
      }
      String name = key.stream().map(values::get).map(String::valueOf).collect(joining(","));
      rows.put(
          name + " #" + rows.keySet().stream().filter(n -> n.startsWith(name + " #")).count(),
          values);
    }
    return rows;
  }

  /** The types of all columns, by table and column. */
  static Map<String, String> types(SourceServer server, String database) {
    return server.rows(database, TYPES).stream()
        .collect(toMap(row -> row.get(0) + "." + row.get(1), row -> row.get(2)));
  }

  /** Where two databases differ, rows of one kind once: {@code table.column: mine ≠ other}. */
  Set<String> differences(Content other) {
    Set<String> differences = new TreeSet<>();
    for (String table : union(tables, other.tables)) {
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
      Set<String> out) {
    for (String key : union(mine, others)) {
      Map<String, String> row = mine.get(key);
      Map<String, String> other = others.get(key);
      if (row == null || other == null) {
        out.add(table + (row == null ? ": no row ≠ a row" : ": a row ≠ no row"));
      } else {
        columns(table, row, other, out);
      }
    }
  }

  private static void columns(
      String table, Map<String, String> row, Map<String, String> other, Set<String> out) {
    for (String column : union(row, other)) {
      if (!Objects.equals(row.get(column), other.get(column))) {
        out.add(
            table
                + "."
                + column
                + ": "
                + shortened(row.get(column))
                + " ≠ "
                + shortened(other.get(column)));
      }
    }
  }

  private static Set<String> union(Map<String, ?> one, Map<String, ?> other) {
    Set<String> union = new TreeSet<>(one.keySet());
    union.addAll(other.keySet());
    return union;
  }

  private static String shortened(String text) {
    return text == null || text.length() <= MOST
        ? String.valueOf(text)
        : text.substring(0, MOST) + "…";
  }
}
