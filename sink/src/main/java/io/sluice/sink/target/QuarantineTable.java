package io.sluice.sink.target;

import io.sluice.postgres.OwnTable;
import io.sluice.sink.apply.Arrival;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code sluice.quarantine}: the rows whose changes go to the dead letters; {@code sluice.dirty}:
 * the tables that have any. Nothing here commits.
 */
final class QuarantineTable {

  private static final OwnTable TABLE =
      new OwnTable(
          "quarantine",
          """
          connector text NOT NULL,
          topic text NOT NULL,
          table_schema text NOT NULL,
          table_name text NOT NULL,
          key text[] NOT NULL,
          code text NOT NULL,
          partition integer NOT NULL,
          first_offset bigint NOT NULL,
          last_offset bigint NOT NULL,
          last_change text NOT NULL,
          records bigint NOT NULL,
          since timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (connector, topic, table_schema, table_name, key)
          """,
          """
          CREATE OR REPLACE VIEW sluice.dirty AS
          SELECT connector, topic, table_schema, table_name, count(*) AS keys, sum(records) AS records,
                 min(since) AS since
          FROM sluice.quarantine GROUP BY connector, topic, table_schema, table_name;
          """);

  private static final String HELD =
      "SELECT topic, table_schema, table_name, key FROM sluice.quarantine WHERE connector = ?";

  private static final String HOLD =
      """
      INSERT INTO sluice.quarantine AS q (connector, topic, table_schema, table_name, key, code,
        partition, first_offset, last_offset, last_change, records)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (connector, topic, table_schema, table_name, key)
      DO UPDATE SET last_offset = EXCLUDED.last_offset, last_change = EXCLUDED.last_change,
        records = q.records + EXCLUDED.records
      """;

  private static final String RELEASE =
      """
      DELETE FROM sluice.quarantine
      WHERE connector = ? AND topic = ? AND table_schema = ? AND table_name = ? AND key = ?
      """;

  private final Connection connection;
  private final String connector;

  QuarantineTable(Connection connection, String connector) {
    this.connection = connection;
    this.connector = connector;
  }

  boolean exists() throws SQLException {
    return TABLE.exists(connection);
  }

  void create() throws SQLException {
    TABLE.create(connection);
  }

  /** What is held now: whoever mends a table takes its keys out. */
  Set<HeldKey> held() throws SQLException {
    Set<HeldKey> held = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(HELD)) {
      query.setString(1, connector);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          held.add(
              new HeldKey(
                  row.getString(1), row.getString(2), row.getString(3), list(row.getArray(4))));
        }
      }
    }
    return held;
  }

  private static List<String> list(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  /** Adds keys, or counts more records of them. */
  void hold(Map<HeldKey, Holding> holdings) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
      for (Map.Entry<HeldKey, Holding> each : holdings.entrySet()) {
        Holding holding = each.getValue();
        name(insert, each.getKey());
        insert.setString(6, holding.code());
        insert.setInt(7, holding.first().from().partition());
        insert.setLong(8, holding.first().offset());
        insert.setLong(9, holding.last().offset());
        insert.setString(10, change(holding.last()));
        insert.setLong(11, holding.records());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void release(HeldKey key) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(RELEASE)) {
      name(delete, key);
      delete.executeUpdate();
    }
  }

  private void name(PreparedStatement statement, HeldKey key) throws SQLException {
    statement.setString(1, connector);
    statement.setString(2, key.topic());
    statement.setString(3, key.schema());
    statement.setString(4, key.table());
    statement.setArray(5, connection.createArrayOf("text", key.key().toArray()));
  }

  private static String change(Arrival arrival) {
    return arrival instanceof Arrival.Change change
        ? change.change().getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : "unreadable";
  }
}
