package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.Sql;
import java.util.Comparator;

/** The statements that hold staged rows against the rows that they meet. */
final class JudgeStatements {

  private static final String COMMIT =
      " LEFT JOIN LATERAL pg_catalog.pg_xact_commit_timestamp_origin(%s.xmin) %s ON true";

  private final ColumnMap map;
  private final Staging staging;
  private final String itself;
  private final String name;
  private final String connector;
  private final ApplyRules rules;

  /**
   * Builds the statements.
   *
   * @param connector whose rows are our own
   */
  JudgeStatements(BoundTable table, String connector, ApplyRules rules) {
    this.map = table.map();
    this.staging = table.staging();
    this.itself = map.target().itself();
    this.name = Tombstones.name(table);
    this.connector = connector;
    this.rules = rules;
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
   * The staged rows that meet no row, or one that somebody else wrote or deleted: its place;
   * whether there is a row; whether it was deleted; whether the staged one is the later; the key;
   * when and by which origin it was written or deleted. Of whole rows that meet none only those
   * that the rules speak of.
   */
  String meetings() {
    if (rules.conflicts() == ConflictMode.APPLY) {
      return meetings("false, true", "NULL, NULL", "", "");
    }
    return rules.rememberDeletes()
        ? meetings(
            isTheirs("d.roident", connector)
                + " IS TRUE, "
                + isLater()
                + " OR "
                + isAfterDeletion(),
            "COALESCE(c.timestamp, d.timestamp)::text, o.roname",
            COMMIT.formatted("t", "c") + tombstones() + origin("COALESCE(c.roident, d.roident)"),
            isTheirs("c.roident", connector) + " OR " + isTheirs("d.roident", connector) + " OR ")
        : meetings(
            "false, " + isLater(),
            "c.timestamp::text, o.roname",
            COMMIT.formatted("t", "c") + origin("c.roident"),
            isTheirs("c.roident", connector) + " OR ");
  }

  private String meetings(String verdict, String there, String joins, String theirs) {
    return "SELECT "
        + staging.place()
        + ", t.ctid IS NOT NULL, "
        + verdict
        + ", "
        + keyText(map, "s")
        + ", "
        + there
        + " FROM "
        + staging.sql()
        + " LEFT JOIN "
        + itself
        + " t ON "
        + sameKey()
        + joins
        + " WHERE "
        + theirs
        + isMissing();
  }

  private String tombstones() {
    return " LEFT JOIN sluice.tombstones g ON t.ctid IS NULL AND g.relation = "
        + Sql.literal(name)
        + " AND g.key = "
        + keyText(map, "s")
        + COMMIT.formatted("g", "d");
  }

  private static String origin(String id) {
    return " LEFT JOIN pg_catalog.pg_replication_origin o ON o.roident = " + id;
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

  private String isMissing() {
    return rules.missingForUpdate() == MissingRow.INSERT
        ? "t.ctid IS NULL AND " + staging.what() + " <> " + BulkStatements.UPSERT
        : "t.ctid IS NULL";
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

  private String isAfterDeletion() {
    return staging.micros() + " >= " + micros("d.timestamp");
  }

  /** The text of a row, whatever the order of its columns on either side. */
  private String row(String alias) {
    return map.columns().stream()
        .map(column -> alias + "." + column.sql())
        .sorted(Comparator.naturalOrder())
        .collect(joining(", ", "ROW(", ")::pg_catalog.text COLLATE pg_catalog.\"C\""));
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
