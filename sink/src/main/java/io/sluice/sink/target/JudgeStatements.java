package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;
import java.util.Comparator;

/** The statements that hold staged rows against the rows that they meet. */
final class JudgeStatements {

  private final ColumnMap map;
  private final Staging staging;
  private final String itself;
  private final String connector;

  /**
   * Builds the statements.
   *
   * @param connector whose rows are our own
   */
  JudgeStatements(ColumnMap map, Staging staging, String connector) {
    this.map = map;
    this.staging = staging;
    this.itself = map.target().itself();
    this.connector = connector;
  }

  /** Whether a commit of this origin's id was made by somebody else; unknown is nobody. */
  static String isTheirs(String origin, String connector) {
    return origin
        + " NOT IN (SELECT roident FROM pg_catalog.pg_replication_origin WHERE starts_with(roname, "
        + Sql.literal(ReplicationOrigin.prefix(connector))
        + "))";
  }

  /** A commit's time in microseconds since 1970. */
  static String micros(String timestamp) {
    return "(extract(epoch FROM " + timestamp + ") * 1000000)::bigint";
  }

  /** Keeps everybody else from the rows that are met, always in the same order. */
  String lock() {
    return "SELECT count(*) FROM (SELECT FROM "
        + itself
        + " t, "
        + staging.sql()
        + " WHERE "
        + sameKey()
        + " ORDER BY "
        + map.key().stream().map(key -> "s." + key.bound().sql()).collect(joining(", "))
        + " FOR UPDATE OF t) AS met";
  }

  /**
   * The staged rows that meet no row, or one that somebody else wrote: its place; whether there is
   * a row; whether the staged one is the later; the key; when and by which origin it was written.
   *
   * @param missing whether whole rows that meet none are asked for as well
   */
  String meetings(boolean missing) {
    return "SELECT "
        + staging.place()
        + ", t.ctid IS NOT NULL, "
        + isLater()
        + ", "
        + key("s")
        + ", c.timestamp::text, o.roname FROM "
        + staging.sql()
        + " LEFT JOIN "
        + itself
        + " t ON "
        + sameKey()
        + " LEFT JOIN LATERAL pg_catalog.pg_xact_commit_timestamp_origin(t.xmin) c ON true"
        + " LEFT JOIN pg_catalog.pg_replication_origin o ON o.roident = c.roident WHERE "
        + isTheirs("c.roident", connector)
        + " OR "
        + isMissing(missing);
  }

  /** The same without a look at who wrote a row, for servers that do not keep that. */
  String missing(boolean missing) {
    return "SELECT "
        + staging.place()
        + ", false, true, "
        + key("s")
        + ", NULL, NULL FROM "
        + staging.sql()
        + " LEFT JOIN "
        + itself
        + " t ON "
        + sameKey()
        + " WHERE "
        + isMissing(missing);
  }

  /** Takes staged rows out. */
  String drop(String places) {
    return "DELETE FROM "
        + staging.sql()
        + " WHERE "
        + staging.place()
        + " = ANY ('"
        + places
        + "')";
  }

  private String isMissing(boolean missing) {
    return "t.ctid IS NULL"
        + (missing ? "" : " AND " + staging.what() + " <> " + BulkStatements.UPSERT);
  }

  /**
   * Of two commits at the same microsecond the greater row wins, wherever they meet; a row wins
   * over its deletion.
   */
  private String isLater() {
    String there = micros("c.timestamp");
    return "(%1$s > %2$s OR %1$s = %2$s AND %3$s <> %4$d AND %5$s > %6$s)"
        .formatted(
            staging.micros(), there, staging.what(), BulkStatements.DELETE, row("s"), row("t"));
  }

  /** The text of a row, whatever the order of its columns on either side. */
  private String row(String alias) {
    return map.columns().stream()
        .map(column -> alias + "." + column.sql())
        .sorted(Comparator.naturalOrder())
        .collect(joining(", ", "ROW(", ")::pg_catalog.text COLLATE pg_catalog.\"C\""));
  }

  private String key(String alias) {
    return keyText(map, alias);
  }

  /** The text of a row's key. */
  static String keyText(ColumnMap map, String alias) {
    return map.key().stream()
        .map(key -> alias + "." + key.bound().sql())
        .collect(joining(", ", "ROW(", ")::pg_catalog.text"));
  }

  private String sameKey() {
    return map.key().stream().map(key -> key.equal("t", "s")).collect(joining(" AND "));
  }
}
