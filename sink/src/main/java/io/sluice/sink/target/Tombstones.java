package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.change.Value;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code sluice.tombstones}: what is left of deleted rows. A row that is gone does not say when and
 * by whom it was deleted, and without that an older change would bring it back; a tombstone says it
 * as any row does, by the transaction that wrote it.
 *
 * <p>A trigger writes them for the target's own sessions, the sink for what it deletes itself.
 */
final class Tombstones {

  private static final OwnTable TABLE =
      new OwnTable(
          "tombstones",
          """
          relation text NOT NULL,
          key text NOT NULL,
          buried_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (relation, key)
          """,
          "CREATE INDEX tombstones_buried_at ON sluice.tombstones (buried_at);");

  /**
   * The key's text has to be what a session of the sink makes of it, whatever the settings of the
   * session that deletes. Who may delete a row need not know of tombstones; who may make triggers
   * must not be able to run the arguments as somebody else.
   */
  private static final String BURY =
      """
      CREATE FUNCTION sluice.bury() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp SET "DateStyle" = 'ISO, MDY'
      SET "IntervalStyle" = postgres SET "TimeZone" = 'UTC' SET extra_float_digits = 3
      SET bytea_output = hex AS $$
      DECLARE
        was text;
        is_now text;
      BEGIN
        EXECUTE 'SELECT ROW(' || TG_ARGV[1] || ')::text' INTO was USING OLD;
        IF TG_OP = 'UPDATE' THEN
          EXECUTE 'SELECT ROW(' || TG_ARGV[1] || ')::text' INTO is_now USING NEW;
          IF is_now = was THEN
            RETURN NULL;
          END IF;
        END IF;
        INSERT INTO sluice.tombstones (relation, key) VALUES (TG_ARGV[0], was)
        ON CONFLICT (relation, key) DO UPDATE SET buried_at = EXCLUDED.buried_at;
        RETURN NULL;
      END $$
      """;

  private static final String PRIVATE = "REVOKE EXECUTE ON FUNCTION sluice.bury() FROM PUBLIC";

  private static final String WATCHED =
      "SELECT true FROM pg_trigger WHERE tgname = 'sluice_bury' AND tgrelid = CAST(? AS regclass)";

  private static final String FORGET =
      "DELETE FROM sluice.tombstones WHERE buried_at < clock_timestamp() - interval '1 ms' * ";

  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Statements statements;
  private final ApplyRules rules;
  private final Set<String> watched = new HashSet<>();
  private long forgotten;

  Tombstones(Statements statements, ApplyRules rules) {
    this.statements = statements;
    this.rules = rules;
  }

  /** Creates what is missing, and forgets what is older than any change can be. */
  void create() throws SQLException {
    if (!rules.rememberDeletes()) {
      return;
    }
    TABLE.create(statements.connection());
    if (!statements.holds("SELECT to_regprocedure('sluice.bury()') IS NOT NULL")) {
      statements.run(BURY);
      statements.run(PRIVATE);
    }
    forget();
  }

  /** Forgets what is old, from time to time. */
  void forgetSometimes() throws SQLException {
    if (rules.rememberDeletes() && System.nanoTime() - forgotten > PAUSE_NANOS) {
      forget();
    }
  }

  private void forget() throws SQLException {
    forgotten = System.nanoTime();
    statements.run(FORGET + rules.tombstones().toMillis());
  }

  /** Has the deletes of all other sessions noted, from the running transaction on. */
  void watch(BoundTable table) throws SQLException {
    if (!rules.rememberDeletes() || !watched.add(name(table))) {
      return;
    }
    String name = name(table);
    if (statements.list(WATCHED, List.of(Value.text(name)), row -> true).isEmpty()) {
      statements.run(trigger(table, name));
    }
  }

  /** Whether rows of a table were deleted that others may still bring. */
  boolean hasAny(BoundTable table) throws SQLException {
    return rules.rememberDeletes()
        && statements.holds(
            "SELECT EXISTS (SELECT FROM sluice.tombstones WHERE relation = "
                + Sql.literal(name(table))
                + ")");
  }

  private static String trigger(BoundTable table, String name) {
    List<String> columns = table.map().key().stream().map(key -> key.bound().sql()).toList();
    return "CREATE TRIGGER sluice_bury AFTER DELETE OR UPDATE OF "
        + String.join(", ", columns)
        + " ON "
        + name
        + " FOR EACH ROW EXECUTE FUNCTION sluice.bury("
        + Sql.literal(name)
        + ", "
        + Sql.literal(columns.stream().map(column -> "$1." + column).collect(joining(", ")))
        + ")";
  }

  /** Notes the staged rows of this number as deleted. */
  void bury(BoundTable table, int number) throws SQLException {
    if (rules.rememberDeletes()) {
      Staging staging = table.staging();
      statements.run(
          "INSERT INTO sluice.tombstones (relation, key) SELECT DISTINCT "
              + Sql.literal(name(table))
              + ", "
              + JudgeStatements.keyText(table.map(), "s")
              + " FROM "
              + staging.sql()
              + " WHERE "
              + staging.isFor(number)
              + " ON CONFLICT (relation, key) DO UPDATE SET buried_at = EXCLUDED.buried_at");
    }
  }

  /** The name under which a table's rows are buried. */
  static String name(BoundTable table) {
    return Sql.table(table.map().target().table());
  }
}
