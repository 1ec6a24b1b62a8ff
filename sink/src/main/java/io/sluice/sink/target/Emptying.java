package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.List;

/** Takes all rows out of tables. */
record Emptying(Statements statements, CopiedTables copied) {

  private static final String TRUNCATE_FORBIDDEN = "0A000";

  /**
   * Empties tables at once.
   *
   * <p>A foreign key of another table forbids TRUNCATE even where its triggers are quiet; DELETE it
   * does not.
   */
  void run(List<BoundTable> tables) throws SQLException {
    for (BoundTable table : tables) {
      copied.forget(table);
    }
    String all = tables.stream().map(Emptying::itself).collect(joining(", "));
    try {
      statements.undoably(() -> statements.run("TRUNCATE " + all));
    } catch (SQLException refused) {
      if (!TRUNCATE_FORBIDDEN.equals(refused.getSQLState())) {
        throw refused;
      }
      for (BoundTable table : tables) {
        statements.run("DELETE FROM " + itself(table));
      }
    }
  }

  private static String itself(BoundTable table) {
    return table.map().target().itself();
  }
}
