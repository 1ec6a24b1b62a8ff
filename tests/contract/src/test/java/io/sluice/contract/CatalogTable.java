package io.sluice.contract;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as a server's catalog has it, and its rows as texts: what our writer is fed by hand. */
final class CatalogTable {

  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
             coalesce((select string_agg(e.enumlabel, ',' order by e.enumsortorder)
                       from pg_enum e where e.enumtypid = a.atttypid), ''),
             coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)
      from pg_attribute a
      join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = '%s'::regclass and a.attnum > 0
      order by a.attnum""";

  private CatalogTable() {}

  static TableSchema schema(SourceServer server, String table) throws SQLException {
    List<ColumnSchema> columns = new ArrayList<>();
    List<Integer> key = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS.formatted("public." + table))) {
      while (rows.next()) {
        int position = rows.getInt(5);
        if (position > 0) {
          while (key.size() < position) {
            key.add(-1);
          }
          key.set(position - 1, columns.size());
        }
        List<String> labels =
            rows.getString(4).isEmpty() ? List.of() : List.of(rows.getString(4).split(","));
        ColumnType type = new ColumnType(rows.getString(2), labels);
        columns.add(new ColumnSchema(rows.getString(1), type, rows.getBoolean(3)));
      }
    }
    return new TableSchema(new TableId("public", table), columns, key);
  }

  /** All rows by key, as PostgreSQL's texts. */
  static List<RowImage> rows(SourceServer server, TableSchema table) throws SQLException {
    String texts =
        table.columns().stream().map(CatalogTable::output).collect(Collectors.joining(", "));
    List<RowImage> images = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select " + texts + " from " + table.table() + " order by id")) {
      while (rows.next()) {
        images.add(image(rows, table.columns().size()));
      }
    }
    return images;
  }

  /** The type's own output; a cast to text says other things of booleans and padded strings. */
  private static String output(ColumnSchema column) {
    return "case when num_nulls(%1$s) = 0 then format('%%s', %1$s) end".formatted(column.name());
  }

  private static RowImage image(ResultSet row, int columns) throws SQLException {
    Value[] values = new Value[columns];
    for (int i = 0; i < columns; i++) {
      String text = row.getString(i + 1);
      values[i] = text == null ? Value.NULL : Value.text(text);
    }
    return RowImage.of(values);
  }
}
