package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.connect.Partition;
import io.sluice.control.migration.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is verified of one migration, kept in the target. Each call is durable when it returns. Safe
 * for several threads.
 */
final class VerificationStore implements AutoCloseable {

  private static final String RUN =
      """
      SELECT started_at::text, finished_at IS NOT NULL, source_lsn, offsets
        FROM sluice.verification_run WHERE migration = ?
      """;

  private static final String BEGIN =
      """
      WITH ranges AS (DELETE FROM sluice.verification WHERE migration = ?),
           tables AS (DELETE FROM sluice.verification_table WHERE migration = ?)
      INSERT INTO sluice.verification_run (migration, source_lsn, offsets)
      VALUES (?, ?::pg_lsn, ?::jsonb)
      ON CONFLICT (migration) DO UPDATE SET
        started_at = clock_timestamp(), finished_at = NULL, source_lsn = excluded.source_lsn,
        offsets = excluded.offsets
      """;

  private static final String FINISH =
      "UPDATE sluice.verification_run SET finished_at = clock_timestamp() WHERE migration = ?";

  private final Connection target;
  private final String migration;
  private final TableStore tables;
  private final RangeStore ranges;

  private VerificationStore(Connection target, String migration) {
    this.target = target;
    this.migration = migration;
    this.tables = new TableStore(target, migration);
    this.ranges = new RangeStore(target, migration);
  }

  /** Opens it, and makes its tables where they are missing. */
  static VerificationStore open(Database target, String migration) throws SQLException {
    Connection session = target.open("verify");
    try {
      VerificationTables.create(session);
      return new VerificationStore(session, migration);
    } catch (SQLException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  /** Opens it to read; empty if nothing was ever verified. */
  static Optional<VerificationStore> find(Database target, String migration) throws SQLException {
    Connection session = target.open("verify");
    if (VerificationTables.exist(session)) {
      return Optional.of(new VerificationStore(session, migration));
    }
    session.close();
    return Optional.empty();
  }

  /** The last verification, if there was one. */
  synchronized Optional<Run> run() throws SQLException {
    try (PreparedStatement query = target.prepareStatement(RUN)) {
      query.setString(1, migration);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Run(
                    row.getString(1),
                    row.getBoolean(2),
                    Lsn.parse(row.getString(3)),
                    KeptJson.offsets(row.getString(4))))
            : Optional.empty();
      }
    }
  }

  /** Begins a verification; what earlier ones found is forgotten. */
  synchronized void begin(Lsn position, Map<Partition, Long> offsets) throws SQLException {
    try (PreparedStatement begin = target.prepareStatement(BEGIN)) {
      begin.setString(1, migration);
      begin.setString(2, migration);
      begin.setString(3, migration);
      begin.setString(4, position.toString());
      begin.setString(5, KeptJson.write(offsets));
      begin.execute();
    }
  }

  synchronized void finish() throws SQLException {
    try (PreparedStatement finish = target.prepareStatement(FINISH)) {
      finish.setString(1, migration);
      finish.execute();
    }
  }

  synchronized void keep(TableStore.Kept table) throws SQLException {
    tables.keep(table);
  }

  synchronized List<TableStore.Kept> tables() throws SQLException {
    return tables.read();
  }

  synchronized Optional<TableStore.Kept> table(TableId table) throws SQLException {
    return tables.find(table);
  }

  synchronized void keep(TableId table, Range range) throws SQLException {
    ranges.keep(table, range);
  }

  synchronized List<Range> ranges(TableId table, List<String> keyColumns) throws SQLException {
    return ranges.read(table, keyColumns);
  }

  synchronized void forgetRanges(TableId table) throws SQLException {
    ranges.forget(table);
  }

  /** What is known of a table. */
  synchronized TableResult result(TableStore.Kept kept) throws SQLException {
    Tally tally = new Tally();
    ranges.read(kept.table(), kept.keyColumns()).forEach(tally::add);
    return tally.result(kept);
  }

  @Override
  public synchronized void close() throws SQLException {
    target.close();
  }
}
