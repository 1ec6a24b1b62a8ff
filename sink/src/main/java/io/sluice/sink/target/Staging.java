package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;

/**
 * The temporary table through which a version's rows go. Each staged row carries a number that says
 * what it is for; where rows are judged also its place in the batch and its time.
 */
final class Staging {

  private final ColumnMap map;
  private final String name;
  private final String what;
  private final String place;
  private final String micros;
  private final boolean judged;

  /**
   * Describes it; {@link #create()} makes it.
   *
   * @param name of the table, unique in the session
   * @param judged whether rows carry what it takes to judge them
   */
  Staging(ColumnMap map, String name, boolean judged) {
    this.map = map;
    this.name = "pg_temp." + Sql.identifier(name);
    this.what = freeName("what");
    this.place = freeName("place");
    this.micros = freeName("micros");
    this.judged = judged;
  }

  private String freeName(String wanted) {
    boolean taken = map.columns().stream().anyMatch(c -> c.column().name().equals(wanted));
    return taken ? freeName(wanted + "_") : Sql.identifier(wanted);
  }

  String create() {
    String columns =
        map.columns().stream()
            .map(column -> ", " + column.sql() + " " + column.column().type())
            .collect(joining());
    return "CREATE TEMPORARY TABLE "
        + name
        + " ("
        + what
        + " smallint NOT NULL"
        + (judged ? ", " + place + " integer NOT NULL, " + micros + " bigint NOT NULL" : "")
        + columns
        + ") ON COMMIT DELETE ROWS";
  }

  /** Stages one value of a column. Parameter: the value. */
  String one(BoundColumn column) {
    return "INSERT INTO "
        + name
        + " ("
        + what
        + (judged ? ", " + place + ", " + micros : "")
        + ", "
        + column.sql()
        + ") VALUES (0, "
        + (judged ? "0, 0, " : "")
        + column.parameter()
        + ")";
  }

  String empty() {
    return "TRUNCATE " + name;
  }

  String copy() {
    return "COPY "
        + name
        + " ("
        + what
        + (judged ? ", " + place + ", " + micros : "")
        + map.columns().stream().map(column -> ", " + column.sql()).collect(joining())
        + ") FROM STDIN";
  }

  /**
   * Whether a staged row starts with three numbers: purpose, place and time; otherwise with one.
   */
  boolean isJudged() {
    return judged;
  }

  /** The table, with the alias {@code s}. */
  String sql() {
    return name + " s";
  }

  /** Which staged rows are for this. */
  String isFor(int number) {
    return what() + " = " + number;
  }

  /** The column with what a row is for. */
  String what() {
    return "s." + what;
  }

  /** The column with a row's place in the batch. */
  String place() {
    return "s." + place;
  }

  /** The column with a row's time. */
  String micros() {
    return "s." + micros;
  }
}
