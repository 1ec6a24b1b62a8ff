package io.sluice.sink.target;

import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.postgres.OwnTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of conflicts: a line each in the log, which holds no value of a row, and where that is
 * asked for a row each in {@code sluice.conflicts}, which stays in the target and holds the key.
 */
final class ConflictLog {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictLog.class);

  private static final OwnTable TABLE =
      new OwnTable(
          "conflicts",
          """
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          connector text NOT NULL,
          schema_name text NOT NULL,
          table_name text NOT NULL,
          key text,
          kind text NOT NULL,
          resolution text NOT NULL,
          topic text NOT NULL,
          partition integer NOT NULL,
          "offset" bigint NOT NULL,
          source_commit_lsn pg_lsn NOT NULL,
          source_committed_at timestamptz NOT NULL,
          target_committed_at timestamptz,
          target_origin text
          """);

  private static final String INSERT =
      """
      INSERT INTO sluice.conflicts (connector, schema_name, table_name, key, kind, resolution,
        topic, partition, "offset", source_commit_lsn, source_committed_at, target_committed_at,
        target_origin)
      VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS integer), CAST(? AS bigint), CAST(? AS pg_lsn),
        CAST(? AS timestamptz), CAST(? AS timestamptz), ?)
      """;

  private final Statements statements;
  private final String connector;
  private final boolean recorded;

  ConflictLog(Connection connection, String connector, boolean recorded) {
    this.statements = new Statements(connection);
    this.connector = connector;
    this.recorded = recorded;
  }

  /** Creates the table where it is wanted and missing. */
  void create() throws SQLException {
    if (recorded) {
      TABLE.create(statements.connection());
    }
  }

  /** Tells of conflicts that were settled in the running transaction; returns their counts. */
  Applied note(List<Conflict> conflicts) throws SQLException {
    Applied counts = Applied.NOTHING;
    for (Conflict conflict : conflicts) {
      LOG.warn("event=conflict {}", conflict.facts());
      if (recorded) {
        statements.run(INSERT, row(conflict));
      }
      counts = counts.plus(Applied.conflict(conflict.kind()));
    }
    return counts;
  }

  private List<Value> row(Conflict conflict) {
    List<Value> row = new ArrayList<>();
    TableId table = conflict.table().table();
    Stamp stamp = conflict.at().change().stamp();
    add(row, connector);
    add(row, table.schema());
    add(row, table.table());
    add(row, conflict.there().key());
    add(row, conflict.word());
    add(row, conflict.resolution());
    add(row, conflict.at().from().topic());
    add(row, Integer.toString(conflict.at().from().partition()));
    add(row, Long.toString(conflict.at().offset()));
    add(row, stamp.position().commitLsn().toString());
    add(row, Instant.EPOCH.plus(stamp.commitMicros(), ChronoUnit.MICROS).toString());
    add(row, conflict.there().committedAt());
    add(row, conflict.there().origin());
    return row;
  }

  private static void add(List<Value> row, String text) {
    row.add(Value.text(text));
  }

  private static void add(List<Value> row, Optional<String> text) {
    row.add(text.<Value>map(Value::text).orElse(Value.Missing.NULL));
  }
}
