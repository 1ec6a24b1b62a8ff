package io.sluice.control.cutover;

import io.sluice.control.migration.Database;
import io.sluice.postgres.OwnTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code sluice.cutover} on the migration's source: when each step of each move began and ended, so
 * that whoever comes after a crash knows how far it went. Each line is durable before the step goes
 * on. Used by one thread.
 *
 * @param session in autocommit
 * @param migration whose moves
 */
record Journal(Connection session, String migration) implements AutoCloseable {

  private static final OwnTable TABLE =
      new OwnTable(
          "cutover",
          """
          run uuid NOT NULL,
          migration text NOT NULL,
          direction text NOT NULL,
          step text NOT NULL,
          begun timestamptz NOT NULL DEFAULT clock_timestamp(),
          ended timestamptz,
          detail text NOT NULL DEFAULT '',
          PRIMARY KEY (run, step)
          """);

  private static final String LAST =
      """
      SELECT run, direction, step, ended IS NOT NULL,
             extract(epoch FROM clock_timestamp() - coalesce(ended, begun))::bigint
        FROM sluice.cutover
       WHERE run = (SELECT run FROM sluice.cutover WHERE migration = ? AND step = ANY (?)
                     ORDER BY begun DESC LIMIT 1)
       ORDER BY begun
      """;

  private static final String BEGIN =
      """
      INSERT INTO sluice.cutover AS c (run, migration, direction, step) VALUES (?, ?, ?, ?)
      ON CONFLICT (run, step) DO UPDATE SET begun = clock_timestamp(), ended = NULL, detail = ''
      """;

  private static final String END =
      "UPDATE sluice.cutover SET ended = clock_timestamp(), detail = ? WHERE run = ? AND step = ?";

  static Journal open(Database source, String migration) throws SQLException {
    Journal journal = new Journal(source.open("journal"), migration);
    try (Statement statement = journal.session.createStatement()) {
      statement.execute("SET synchronous_commit = on");
    }
    return journal;
  }

  /** The move that has got to one of these steps last. */
  Optional<Run> last(StepName... steps) throws SQLException {
    if (!TABLE.exists(session)) {
      return Optional.empty();
    }
    try (PreparedStatement query = session.prepareStatement(LAST)) {
      query.setString(1, migration);
      query.setArray(2, session.createArrayOf("text", StepName.words(steps)));
      try (ResultSet row = query.executeQuery()) {
        return read(row);
      }
    }
  }

  /** Whether anything was ever moved. */
  boolean exists() throws SQLException {
    return TABLE.exists(session);
  }

  /** Makes the table, if it is not there. */
  void create() throws SQLException {
    TABLE.create(session);
  }

  void begin(UUID run, Direction direction, StepName step) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(BEGIN)) {
      insert.setObject(1, run);
      insert.setString(2, migration);
      insert.setString(3, direction.word());
      insert.setString(4, step.word());
      insert.executeUpdate();
    }
  }

  void end(UUID run, StepName step, String detail) throws SQLException {
    try (PreparedStatement update = session.prepareStatement(END)) {
      update.setString(1, detail);
      update.setObject(2, run);
      update.setString(3, step.word());
      update.executeUpdate();
    }
  }

  private static Optional<Run> read(ResultSet row) throws SQLException {
    Optional<Run> run = Optional.empty();
    Map<StepName, Run.Mark> steps = new LinkedHashMap<>();
    while (row.next()) {
      steps.put(
          StepName.of(row.getString(3)),
          new Run.Mark(row.getBoolean(4), Duration.ofSeconds(row.getLong(5))));
      run =
          Optional.of(new Run(row.getObject(1, UUID.class), Direction.of(row.getString(2)), steps));
    }
    return run;
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
