package io.sluice.control.cleanup;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a way has noted in the schema {@code sluice} of both servers: progress, held rows, the
 * canary, verifications, moves; {@link Fences} has the fences. Its rows are told by the connector,
 * the slot or the migration that they name.
 *
 * @param connectors which may still write there
 */
record Notes(Connectors connectors) implements Kind {

  /** A table has at most one of these columns. */
  private static final String TABLES =
      """
      SELECT c.relname, a.attname
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = to_regnamespace('sluice') AND c.relkind IN ('r', 'p')
         AND a.attname IN ('connector', 'slot', 'migration') AND NOT a.attisdropped
         AND c.relname <> 'fence'
       ORDER BY 1
      """;

  @Override
  public String word() {
    return "progress";
  }

  @Override
  public String meaning() {
    return "nobody knows any more how far the migration was, what was verified and which rows are held;"
        + " schema sluice goes once nothing else is noted in it";
  }

  @Override
  public List<Thing> find(Way way) throws SQLException {
    List<Thing> found = new ArrayList<>();
    for (Database side : way.sides()) {
      try (Connection session = side.open("cleanup")) {
        for (String condition : conditions(session, way)) {
          long rows = new OwnSchema(session).count(condition);
          if (rows > 0) {
            found.add(
                new Thing(
                    word(),
                    rows + " rows of " + table(condition),
                    side.toString(),
                    "DELETE FROM " + condition + ";"));
          }
        }
      }
    }
    return found;
  }

  @Override
  public void remove(Way way, Thing thing) throws SQLException {
    connectors.requireNone(way, "progress");
    try (Connection session = way.side(thing.where()).open("cleanup");
        Statement statement = session.createStatement()) {
      String delete = thing.remedy();
      statement.execute(delete.substring(0, delete.length() - 1));
      new OwnSchema(session).dropIfBlank();
    }
  }

  private static List<String> conditions(Connection session, Way way) throws SQLException {
    List<String> conditions = new ArrayList<>();
    for (Map.Entry<String, String> table : tables(session).entrySet()) {
      String names =
          switch (table.getValue()) {
            case "connector" -> literals(way.connectors());
            case "slot" -> Sql.literal(way.slot());
            default -> Sql.literal(way.prefix());
          };
      conditions.add(
          "%s WHERE %s IN (%s)"
              .formatted(
                  Sql.table(new TableId("sluice", table.getKey())),
                  Sql.identifier(table.getValue()),
                  names));
    }
    return conditions;
  }

  private static Map<String, String> tables(Connection session) throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    Query.of(session, TABLES).list(row -> tables.put(row.getString(1), row.getString(2)));
    return tables;
  }

  private static String table(String condition) {
    return condition.substring(0, condition.indexOf(" WHERE ")).replace("\"", "");
  }

  private static String literals(List<String> texts) {
    return String.join(", ", texts.stream().map(Sql::literal).toList());
  }
}
