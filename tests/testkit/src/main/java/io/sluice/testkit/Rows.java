package io.sluice.testkit;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.util.List;

/** All rows of a table as PostgreSQL's text, in an order that two servers share. */
public final class Rows {

  private static final String COLUMNS =
      """
      SELECT quote_ident(attname) FROM pg_attribute
      WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname COLLATE "C"
      """;

  private Rows() {}

  /**
   * The rows, each as PostgreSQL's text of a row with columns in the order of their names.
   *
   * <p>Two tables hold the same if these lists are equal, whatever the order of their columns.
   */
  public static List<String> of(TestDatabase database, TableId table) {
    List<String> columns = database.texts(COLUMNS.formatted(Sql.literal(Sql.table(table))));
    String row = "ROW(" + String.join(", ", columns) + ")::text";
    return database.texts(
        "SELECT " + row + " COLLATE \"C\" FROM " + Sql.table(table) + " ORDER BY 1");
  }
}
