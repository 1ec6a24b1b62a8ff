package io.sluice.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a source has to offer before a slot can stream from it. Every check runs, so that one look
 * shows every problem.
 */
public final class Prerequisites {

  private static final int OLDEST_VERSION = 15;

  /** {@code pg_stat_get_wal_senders} has a row for each, whatever the role may see of it. */
  private static final String SERVER =
      """
      SELECT current_setting('server_version_num')::int / 10000,
             current_setting('wal_level'),
             (SELECT r.rolreplication OR r.rolsuper FROM pg_roles r WHERE r.rolname = current_user),
             current_setting('max_replication_slots')::int
               - (SELECT count(*) FROM pg_replication_slots),
             current_setting('max_wal_senders')::int
               - (SELECT count(*) FROM pg_stat_get_wal_senders())
      """;

  private final Connection connection;
  private final Endpoint endpoint;

  /**
   * Prerequisites of a server.
   *
   * @param connection a session of the role that is to stream
   * @param endpoint where the session goes
   */
  public Prerequisites(Connection connection, Endpoint endpoint) {
    this.connection = connection;
    this.endpoint = endpoint;
  }

  /**
   * What the server, the role and the slot lack.
   *
   * @param slot the slot's name; a free slot of this name for pgoutput in this database may exist
   * @param application whose hold on the slot is no problem, because it ends before the start: the
   *     {@code application_name} of the same connector's stream
   */
  public List<Finding> server(String slot, String application) throws SQLException {
    Optional<ReplicationSlot> existing = ReplicationSlot.find(connection, slot);
    List<Finding> findings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SERVER)) {
      row.next();
      version(row.getInt(1)).ifPresent(findings::add);
      walLevel(row.getString(2)).ifPresent(findings::add);
      role(row.getBoolean(3)).ifPresent(findings::add);
      if (existing.isEmpty()) {
        freeSlot(row.getInt(4)).ifPresent(findings::add);
      }
      if (existing.flatMap(ReplicationSlot::holder).isEmpty()) {
        freeSender(row.getInt(5)).ifPresent(findings::add);
      }
    }
    existing.ifPresent(found -> findings.addAll(slot(found, application)));
    return findings;
  }

  private static Optional<Finding> version(int version) {
    return finding(
        version < OLDEST_VERSION,
        "version",
        "database.hostname",
        "The server is PostgreSQL %d.".formatted(version),
        "Sluice needs version %d or later.".formatted(OLDEST_VERSION));
  }

  private static Optional<Finding> walLevel(String level) {
    return finding(
        !level.equals("logical"),
        "wal-level",
        "database.hostname",
        "The server's wal_level is %s, so its log holds no row changes.".formatted(level),
        "Run ALTER SYSTEM SET wal_level = logical; and restart the server.");
  }

  private Optional<Finding> role(boolean replicates) {
    return finding(
        !replicates,
        "replication-role",
        "database.user",
        "Role %s may not use replication.".formatted(endpoint.user()),
        "Run ALTER ROLE %s REPLICATION;".formatted(Sql.identifier(endpoint.user())));
  }

  private static Optional<Finding> freeSlot(int free) {
    return finding(
        free <= 0,
        "free-slot",
        "slot.name",
        "The server has no free replication slot.",
        "Drop one that nobody needs with SELECT pg_drop_replication_slot('...'); or raise"
            + " max_replication_slots and restart the server.");
  }

  private static Optional<Finding> freeSender(int free) {
    return finding(
        free <= 0,
        "free-walsender",
        "database.hostname",
        "The server has no free walsender.",
        "End a replication session that nobody needs, or raise max_wal_senders and restart the"
            + " server.");
  }

  private List<Finding> slot(ReplicationSlot slot, String application) {
    List<Finding> findings = new ArrayList<>();
    finding(
            !slot.streams(endpoint.database()),
            "slot-kind",
            "slot.name",
            "Slot %s exists already for %s.".formatted(slot.name(), slot.kind()),
            "Set slot.name to another name.")
        .ifPresent(findings::add);
    finding(
            slot.invalidation().isPresent(),
            "slot-invalidated",
            "slot.name",
            "The server has given slot %s up: %s."
                .formatted(slot.name(), slot.invalidation().orElse("")),
            "Run SELECT pg_drop_replication_slot(%s); and start anew."
                .formatted(Sql.literal(slot.name())))
        .ifPresent(findings::add);
    slot.holder()
        .filter(holder -> !holder.application().equals(application))
        .map(holder -> inUse(slot.name(), holder))
        .ifPresent(findings::add);
    return findings;
  }

  private static Finding inUse(String slot, ReplicationSlot.Holder holder) {
    return new Finding(
        "slot-in-use",
        "slot.name",
        "Slot %s is in use by %s.".formatted(slot, holder),
        "Stop that process, or set slot.name to another name.");
  }

  private static Optional<Finding> finding(
      boolean found, String check, String field, String problem, String remedy) {
    return found ? Optional.of(new Finding(check, field, problem, remedy)) : Optional.empty();
  }
}
