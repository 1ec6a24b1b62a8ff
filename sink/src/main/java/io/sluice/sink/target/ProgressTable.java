package io.sluice.sink.target;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.postgres.OwnTable;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** {@code sluice.progress}: what is durably applied. Nothing here commits. */
final class ProgressTable {

  private static final OwnTable TABLE =
      new OwnTable(
          "progress",
          """
          connector text NOT NULL,
          topic text NOT NULL,
          partition integer NOT NULL,
          next_offset bigint,
          generation bigint NOT NULL,
          commit_lsn pg_lsn,
          ordinal bigint,
          aligned boolean NOT NULL DEFAULT false,
          topic_id text,
          updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (connector, topic, partition)
          """);

  private static final String HAS_TOPIC_ID =
      "SELECT EXISTS (SELECT FROM pg_attribute"
          + " WHERE attrelid = 'sluice.progress'::regclass AND attname = 'topic_id')";

  private static final String TAKE_OVER =
      """
      INSERT INTO sluice.progress AS p (connector, topic, partition, generation)
      VALUES (?, ?, ?, 1)
      ON CONFLICT (connector, topic, partition)
      DO UPDATE SET generation = p.generation + 1, updated_at = clock_timestamp()
      RETURNING generation, next_offset, commit_lsn, ordinal, aligned
      """;

  /** Waits for a transaction that may still be ending, such as one whose COMMIT got no answer. */
  private static final String READ =
      """
      SELECT generation, next_offset, commit_lsn, ordinal, aligned FROM sluice.progress
      WHERE connector = ? AND topic = ? AND partition = ? FOR UPDATE
      """;

  private static final String ADVANCE =
      """
      UPDATE sluice.progress p
      SET next_offset = n.next_offset, commit_lsn = COALESCE(n.commit_lsn::pg_lsn, p.commit_lsn),
          ordinal = COALESCE(n.ordinal, p.ordinal), aligned = ?, updated_at = clock_timestamp()
      FROM unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
        AS n(topic, partition, generation, expected, next_offset, commit_lsn, ordinal)
      WHERE p.connector = ? AND p.topic = n.topic AND p.partition = n.partition
        AND p.generation = n.generation AND p.next_offset IS NOT DISTINCT FROM n.expected
      """;

  private static final String IDENTIFY =
      """
      WITH told AS (SELECT * FROM unnest(?::text[], ?::text[]) AS t(topic, id)),
        noted AS (UPDATE sluice.progress p SET topic_id = t.id FROM told t
          WHERE p.connector = ? AND p.topic = t.topic
            AND (p.topic_id IS NULL OR p.next_offset IS NULL))
      SELECT DISTINCT p.topic FROM sluice.progress p JOIN told t USING (topic)
      WHERE p.connector = ? AND p.next_offset IS NOT NULL AND p.topic_id <> t.id
      """;

  private final Connection connection;
  private final String connector;
  private final boolean aligned;

  /**
   * @param aligned whether all partitions are moved together
   */
  ProgressTable(Connection connection, String connector, boolean aligned) {
    this.connection = connection;
    this.connector = connector;
    this.aligned = aligned;
  }

  boolean aligned() {
    return aligned;
  }

  /** Creates schema and table where they are missing. */
  void create() throws SQLException {
    TABLE.create(connection);
    Statements statements = new Statements(connection);
    if (!statements.holds(HAS_TOPIC_ID)) {
      statements.run("ALTER TABLE sluice.progress ADD COLUMN topic_id text");
    }
  }

  /** Makes this task the owner: from now on an earlier owner's batches update no row. */
  Map<PartitionId, Claim> takeOver(Collection<PartitionId> partitions) throws SQLException {
    Map<PartitionId, Claim> claims = new HashMap<>();
    for (PartitionId partition : inOrder(partitions)) {
      query(TAKE_OVER, partition).ifPresent(claim -> claims.put(partition, claim));
    }
    return claims;
  }

  /** What the table says of a partition now, whoever owns it. */
  Optional<Claim> read(PartitionId partition) throws SQLException {
    return query(READ, partition);
  }

  private Optional<Claim> query(String sql, PartitionId partition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, connector);
      statement.setString(2, partition.topic());
      statement.setInt(3, partition.partition());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claim(row)) : Optional.empty();
      }
    }
  }

  private static Claim claim(ResultSet row) throws SQLException {
    long generation = row.getLong(1);
    long nextOffset = row.getLong(2);
    OptionalLong next = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(nextOffset);
    return new Claim(generation, next, position(row), row.getBoolean(5));
  }

  private static Position position(ResultSet row) throws SQLException {
    String commitLsn = row.getString(3);
    return commitLsn == null ? Position.START : new Position(Lsn.parse(commitLsn), row.getLong(4));
  }

  /**
   * Moves progress on, for each partition only if it is still owned and where it was left.
   *
   * @param atBatchEnd whether all stand where a batch of the source ends
   * @return whether all of it moved; if not, another task has taken over
   */
  boolean advance(
      Map<PartitionId, Progress> progress, Map<PartitionId, Claim> claims, boolean atBatchEnd)
      throws SQLException {
    List<PartitionId> partitions = inOrder(progress.keySet());
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      update.setBoolean(1, atBatchEnd);
      array(update, 2, "text", partitions, PartitionId::topic);
      array(update, 3, "int4", partitions, PartitionId::partition);
      array(update, 4, "int8", partitions, p -> claims.get(p).generation());
      array(update, 5, "int8", partitions, p -> boxed(claims.get(p).nextOffset()));
      array(update, 6, "int8", partitions, p -> progress.get(p).nextOffset());
      array(update, 7, "text", partitions, p -> lsn(progress.get(p).position()));
      array(update, 8, "int8", partitions, p -> ordinal(progress.get(p).position()));
      update.setString(9, connector);
      return update.executeUpdate() == partitions.size();
    }
  }

  /** Notes the ids of topics that had none, and returns the topics that have others. */
  Set<String> replaced(Map<String, String> ids) throws SQLException {
    Set<String> topics = new HashSet<>();
    List<String> names = List.copyOf(ids.keySet());
    try (PreparedStatement query = connection.prepareStatement(IDENTIFY)) {
      query.setArray(1, connection.createArrayOf("text", names.toArray()));
      query.setArray(2, connection.createArrayOf("text", names.stream().map(ids::get).toArray()));
      query.setString(3, connector);
      query.setString(4, connector);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          topics.add(row.getString(1));
        }
      }
    }
    return topics;
  }

  private void array(
      PreparedStatement statement,
      int place,
      String type,
      List<PartitionId> partitions,
      Function<PartitionId, Object> value)
      throws SQLException {
    Object[] values = partitions.stream().map(value).toArray();
    statement.setArray(place, connection.createArrayOf(type, values));
  }

  private static Object boxed(OptionalLong offset) {
    return offset.isPresent() ? offset.getAsLong() : null;
  }

  private static Object lsn(Position position) {
    return position.equals(Position.START) ? null : position.commitLsn().toString();
  }

  private static Object ordinal(Position position) {
    return position.equals(Position.START) ? null : position.ordinal();
  }

  /** Always the same order, so that two tasks cannot wait for each other's rows. */
  private static List<PartitionId> inOrder(Collection<PartitionId> partitions) {
    List<PartitionId> ordered = new ArrayList<>(partitions);
    ordered.sort(Comparator.comparing(PartitionId::topic).thenComparingInt(PartitionId::partition));
    return ordered;
  }
}
