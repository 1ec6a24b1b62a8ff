package io.sluice.source.replication;

import io.sluice.change.TableId;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.Sql;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.Optional;

/**
 * Whether the stream can go on where the stored position says, without a gap. Pure.
 *
 * @param stored how far an earlier run got
 * @param database whose changes are streamed
 */
record ResumeChecks(StoredPosition stored, String database) {

  private static final String START_OVER =
      "To copy the tables again from the start, drop the slot if there is one (SELECT"
          + " pg_drop_replication_slot(%s);), stop the connector, delete its offsets (DELETE"
          + " /connectors/<name>/offsets) and start it.";

  void system(SystemIdentity system) {
    if (!system.systemIdentifier().equals(stored.systemIdentifier())) {
      throw refused(
          ErrorCode.OTHER_SYSTEM,
          ("The stored position belongs to cluster %s, but the server is cluster %s: its log"
                  + " positions mean nothing here. Point database.hostname at the old cluster.")
              .formatted(stored.systemIdentifier(), system.systemIdentifier()));
    }
    if (system.timeline() != stored.timeline()) {
      throw refused(
          ErrorCode.OTHER_TIMELINE,
          ("The server is on timeline %d, but the position was stored on timeline %d: it has been"
                  + " promoted, and changes may be missing or may never have happened on it.")
              .formatted(system.timeline(), stored.timeline()));
    }
  }

  void slotName(String configured) {
    if (!configured.equals(stored.slot())) {
      throw refused(
          ErrorCode.OTHER_SLOT,
          ("The stored position belongs to slot %s, but slot.name is %s: another slot has other"
                  + " gaps. Set slot.name to %s.")
              .formatted(stored.slot(), configured, stored.slot()));
    }
  }

  ReplicationSlot slot(Optional<ReplicationSlot> found) {
    ReplicationSlot slot =
        found.orElseThrow(
            () ->
                refused(
                    ErrorCode.SLOT_MISSING,
                    "Slot %s is gone, and with it the changes after %s."
                        .formatted(stored.slot(), stored.lsn())));
    if (!slot.plugin().equals("pgoutput") || !slot.database().equals(database)) {
      throw refused(
          ErrorCode.SLOT_OF_ANOTHER_KIND,
          ("Slot %s is now one for plugin '%s' in database '%s', not for pgoutput in %s: somebody"
                  + " has replaced it, and changes after %s are lost.")
              .formatted(slot.name(), slot.plugin(), slot.database(), database, stored.lsn()));
    }
    if (slot.invalidation().isPresent()) {
      throw refused(
          ErrorCode.SLOT_INVALIDATED,
          ("The server has given slot %s up (%s), and changes after %s are lost. Raise"
                  + " max_slot_wal_keep_size before the next run.")
              .formatted(slot.name(), slot.invalidation().get(), stored.lsn()));
    }
    if (!stored.lsn().hasReached(slot.confirmedFlushLsn())) {
      throw refused(
          ErrorCode.SLOT_AHEAD,
          ("Slot %s is at %s, past the stored position %s: the changes between are lost. Somebody"
                  + " else has read from it or advanced it, or the offsets are old.")
              .formatted(slot.name(), slot.confirmedFlushLsn(), stored.lsn()));
    }
    return slot;
  }

  Publication publication(String name, Optional<Publication> found) {
    return found.orElseThrow(
        () ->
            refused(
                ErrorCode.PUBLICATION_MISSING,
                ("Publication %s is gone; changes made without it are not streamed, even if it is"
                        + " created again.")
                    .formatted(name)));
  }

  void fingerprint(Publication publication) {
    if (!publication.fingerprint().equals(stored.fingerprint())) {
      throw changed(
          "Publication %s has been changed, or dropped and made again"
              .formatted(publication.name()));
    }
  }

  /** Whether a table that was captured before, and is still the same, still is without a gap. */
  void table(Publication publication, TableId table, TableMark known, TableMarks now) {
    TableMark mark =
        now.find(table)
            .orElseThrow(
                () ->
                    changed(
                        "Publication %s no longer has table %s"
                            .formatted(publication.name(), table)));
    if (!mark.published().equals(known.published())) {
      throw changed(
          "What publication %s publishes of table %s (columns, rows, or the table at all)"
                  .formatted(publication.name(), table)
              + " has been changed");
    }
  }

  private SourceFailure changed(String what) {
    return refused(
        ErrorCode.PUBLICATION_CHANGED,
        what + " since the position was stored, so changes may be missing.");
  }

  private SourceFailure refused(ErrorCode reason, String sentence) {
    return new SourceFailure(
        reason, sentence + " " + START_OVER.formatted(Sql.literal(stored.slot())));
  }
}
