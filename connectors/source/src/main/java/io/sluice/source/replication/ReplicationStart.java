package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a stream can start: for the first time, or exactly where the last run ended.
 *
 * <p>The first start goes preflight, publication, slot. A crash between two of them leaves nothing
 * that the next start does not take up: a publication without a slot is used, and a slot without a
 * stored position starts a new copy.
 *
 * @param preflight what is captured from where
 */
public record ReplicationStart(SourcePreflight preflight) {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicationStart.class);

  /**
   * Checks everything and makes what is missing.
   *
   * @param stored how far the last run got; empty if there was none
   * @param known what a table was when earlier runs captured it; empty for one that is new
   * @throws SourceFailure if the stream would have a gap or a prerequisite is not met
   * @throws InterruptedException if the thread was interrupted while a slot was being made
   */
  public CaptureStart prepare(
      Optional<StoredPosition> stored, Function<TableId, Optional<TableMark>> known)
      throws SQLException, InterruptedException {
    Endpoint endpoint = preflight.endpoint();
    try (Connection session = endpoint.connect("sluice-preflight");
        Connection replication = endpoint.connectForReplication("sluice-preflight")) {
      SystemIdentity system = SystemIdentity.of(replication);
      return stored.isPresent()
          ? resume(
              session,
              replication,
              system,
              new ResumeChecks(stored.get(), endpoint.database()),
              known)
          : first(session, replication, system);
    }
  }

  private CaptureStart resume(
      Connection session,
      Connection replication,
      SystemIdentity system,
      ResumeChecks checks,
      Function<TableId, Optional<TableMark>> known)
      throws SQLException {
    SlotOptions options = preflight.slot();
    checks.system(system);
    checks.slotName(options.name());
    Optional<ReplicationSlot> found = ReplicationSlot.find(session, options.name());
    checks.timeline(system, TimelineHistory.of(replication, system), found);
    ReplicationSlot slot = checks.slot(found);
    Publication publication =
        checks.publication(options.publication(), Publication.find(session, options.publication()));
    checks.fingerprint(publication);
    SourcePreflight.Sight sight = preflight.look(session).orRefuse();
    TableMarks marks = TableMarks.of(session, publication.name());
    for (TableDefinition table : sight.tables()) {
      known
          .apply(table.table())
          .filter(mark -> mark.oid() == table.oid())
          .ifPresent(mark -> checks.table(publication, table.table(), mark, marks));
    }
    followToStandbys(slot, replication);
    LOG.info("start=resume slot={} lsn={}", slot.name(), slot.confirmedFlushLsn());
    return new CaptureStart(
        system,
        slot.confirmedFlushLsn(),
        publication.fingerprint(),
        complete(session, publication, sight, marks),
        sight.tables(),
        sight.tableIds().stream()
            .filter(table -> known.apply(table).isEmpty())
            .collect(Collectors.toSet()));
  }

  /** Adds the tables that the publication lacks, which preflight has found to be possible. */
  private TableMarks complete(
      Connection session, Publication publication, SourcePreflight.Sight sight, TableMarks marks)
      throws SQLException {
    List<TableId> lacking = publication.lacks(sight.tableIds());
    if (lacking.isEmpty()) {
      return marks;
    }
    LOG.info("publication={} tables={} added=true", publication.name(), lacking);
    Publication.add(session, publication.name(), lacking);
    return TableMarks.of(session, publication.name());
  }

  private CaptureStart first(Connection session, Connection replication, SystemIdentity system)
      throws SQLException, InterruptedException {
    SourcePreflight.Sight sight = preflight.look(session).orRefuse();
    Optional<ReplicationSlot> slot = ReplicationSlot.find(session, preflight.slot().name());
    CanaryTable.forget(session, preflight.slot().name());
    Publication publication =
        sight.publication().isPresent()
            ? sight.publication().get()
            : createPublication(session, sight, slot);
    TableMarks marks =
        complete(session, publication, sight, TableMarks.of(session, publication.name()));
    Set<TableId> late =
        slot.isPresent() ? LateTables.of(session, slot.get().name(), publication.name()) : Set.of();
    if (slot.isPresent()) {
      followToStandbys(slot.get(), replication);
    }
    Lsn start =
        slot.isPresent() ? slot.get().confirmedFlushLsn() : createSlot(session, replication);
    LOG.info("start=first slot={} lsn={}", preflight.slot().name(), start);
    return new CaptureStart(system, start, publication.fingerprint(), marks, sight.tables(), late);
  }

  private Publication createPublication(
      Connection session, SourcePreflight.Sight sight, Optional<ReplicationSlot> slot)
      throws SQLException {
    String name = preflight.slot().publication();
    if (slot.isPresent()) {
      throw new SourceFailure(
          ErrorCode.PUBLICATION_MISSING,
          ("Slot %s exists, but publication %s does not: a publication has to be older than the"
                  + " position that a slot streams from. Run SELECT pg_drop_replication_slot(%s);"
                  + " and start again.")
              .formatted(slot.get().name(), name, Sql.literal(slot.get().name())));
    }
    LOG.info("publication={} tables={} created=true", name, sight.tables().size());
    return Publication.create(session, name, withCanary(session, sight.tableIds()));
  }

  private List<TableId> withCanary(Connection session, List<TableId> captured) throws SQLException {
    return preflight.slot().canary() && CanaryTable.create(session)
        ? Stream.concat(captured.stream(), Stream.of(CanaryTable.NAME)).toList()
        : captured;
  }

  private Lsn createSlot(Connection session, Connection replication)
      throws SQLException, InterruptedException {
    LOG.info("slot={} creating=true waits_for=running_transactions", preflight.slot().name());
    return new SlotCreation(session, replication, preflight.slot()).run();
  }

  /** A slot that was made without it gets its copies on standbys now. */
  private void followToStandbys(ReplicationSlot slot, Connection replication) throws SQLException {
    if (preflight.slot().failover() && !slot.failover().enabled()) {
      LOG.info("slot={} failover=true", slot.name());
      Slot.enableFailover(replication, slot.name());
    }
  }
}
