package io.sluice.control.check;

import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code df} says on the target's server, where the role may run programs there.
 *
 * <p>What a program says can be read into a table only. So there is a temporary one, in a
 * transaction that is rolled back: it costs a transaction number and some dead rows of the catalog.
 *
 * @param target a session in autocommit
 */
record FreeDisk(Connection target) {

  /** Where the database's tables go, as seen from the server's working folder. */
  private static final String PLACE =
      """
      SELECT CASE t.spcname WHEN 'pg_default' THEN 'base' ELSE 'pg_tblspc/' || t.oid END
        FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
       WHERE d.datname = current_database() AND pg_has_role('pg_execute_server_program', 'USAGE')
      """;

  private static final String CREATE =
      "CREATE TEMPORARY TABLE sluice_df (line text) ON COMMIT DROP";

  /** Each line as it is: nothing that a line may hold parts it. */
  private static final String ASK =
      "COPY pg_temp.sluice_df FROM PROGRAM %s (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')";

  private static final String READ = "SELECT line FROM pg_temp.sluice_df WHERE line IS NOT NULL";

  /** Blocks, used, available, capacity: what stands before may hold anything, and behind too. */
  private static final Pattern AVAILABLE =
      Pattern.compile("\\s\\d+\\s+-?\\d+\\s+(-?\\d+)\\s+\\S*%");

  /**
   * What came of it.
   *
   * @param bytes free for the server; empty if nobody knows
   * @param reason why nobody does
   */
  record Answer(Optional<Long> bytes, Optional<String> reason) {

    static Answer unknown(String reason) {
      return new Answer(Optional.empty(), Optional.of(reason));
    }
  }

  /** Asks, unless the role may not: then there is neither a number nor a reason. */
  Answer ask() throws SQLException {
    Optional<String> place = Query.of(target, PLACE).first(row -> row.getString(1));
    return place.isPresent() ? ask(place.get()) : new Answer(Optional.empty(), Optional.empty());
  }

  private Answer ask(String place) throws SQLException {
    try {
      List<String> lines = lines("LC_ALL=C df -Pk " + place);
      return available(lines)
          .map(bytes -> new Answer(Optional.of(bytes), Optional.empty()))
          .orElseGet(() -> Answer.unknown("df answers in another way than POSIX says"));
    } catch (SQLException refused) {
      return Answer.unknown("df could not be asked: " + SqlFailure.describe(refused));
    }
  }

  private List<String> lines(String program) throws SQLException {
    target.setAutoCommit(false);
    try (Statement statement = target.createStatement()) {
      statement.execute(CREATE);
      statement.execute(ASK.formatted(Sql.literal(program)));
      return Query.of(target, READ).list(row -> row.getString(1));
    } finally {
      target.rollback();
      target.setAutoCommit(true);
    }
  }

  /** The available bytes, out of what {@code df -Pk} says of one place. */
  static Optional<Long> available(List<String> lines) {
    return lines.stream()
        .map(AVAILABLE::matcher)
        .filter(Matcher::find)
        .map(found -> 1024 * Math.max(0, Long.parseLong(found.group(1))))
        .findFirst();
  }
}
