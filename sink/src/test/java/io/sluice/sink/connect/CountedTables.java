package io.sluice.sink.connect;

import java.sql.SQLException;

/** Tables of which each effect on a row leaves a trace in {@code shop.effects}. */
final class CountedTables {

  private CountedTables() {}

  /** Creates {@code shop.items} with a key and {@code shop.bag} without. */
  static void create(TargetDatabase target) throws SQLException {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.items (id integer PRIMARY KEY, a text)",
        "CREATE TABLE shop.bag (n integer)",
        "CREATE TABLE shop.effects (\"table\" name, what text)",
        "CREATE FUNCTION shop.count() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN INSERT INTO shop.effects VALUES (TG_TABLE_NAME, TG_OP); RETURN NULL; END$$");
    count(target, "items");
    count(target, "bag");
  }

  private static void count(TargetDatabase target, String table) throws SQLException {
    target.run(
        "CREATE TRIGGER count AFTER INSERT OR UPDATE OR DELETE ON shop."
            + table
            + " FOR EACH ROW EXECUTE FUNCTION shop.count()",
        "ALTER TABLE shop." + table + " ENABLE ALWAYS TRIGGER count");
  }
}
