package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.Optional;

/**
 * Whether the stream can go on where the stored position says, without a gap. Pure.
 *
 * <p>A slot that was dropped and made again is ahead of every position stored before: its creation
 * writes to the log, and it starts behind that.
 *
 * @param stored how far an earlier run got
 * @param database whose changes are streamed
 */
record ResumeChecks(StoredPosition stored, String database) {

  void system(SystemIdentity system) {
    if (!system.systemIdentifier().equals(stored.systemIdentifier())) {
      throw refused(
          ErrorCode.OTHER_SYSTEM,
          ("The stored position belongs to cluster %s, but the server is cluster %s: its log"
                  + " positions mean nothing here.")
              .formatted(stored.systemIdentifier(), system.systemIdentifier()));
    }
  }

  /**
   * A promotion is survived only if nothing was read that the new primary does not have, and if it
   * has a whole copy of the slot.
   */
  void timeline(SystemIdentity system, TimelineHistory history, Optional<ReplicationSlot> slot) {
    if (system.timeline() == stored.timeline()) {
      return;
    }
    String promoted =
        "The server is on timeline %d, but the position was stored on timeline %d: "
            .formatted(system.timeline(), stored.timeline());
    Optional<Lsn> common = history.endOf(stored.timeline());
    if (common.isEmpty() || !common.get().hasReached(stored.lsn())) {
      throw refused(
          ErrorCode.OTHER_TIMELINE,
          promoted
              + "changes up to %s are in Kafka, and this server has the same log only up to %s."
                  .formatted(stored.lsn(), common.orElse(Lsn.ZERO)));
    }
    if (!slot.map(found -> found.failover().isComplete()).orElse(false)) {
      throw refused(
          ErrorCode.OTHER_TIMELINE,
          promoted
              + "it has been promoted, and slot %s has not followed it as a synced failover slot."
                  .formatted(stored.slot()));
    }
  }

  void slotName(String configured) {
    if (!configured.equals(stored.slot())) {
      throw refused(
          ErrorCode.OTHER_SLOT,
          "The stored position belongs to slot %s, but slot.name is %s: another slot has other gaps."
              .formatted(stored.slot(), configured));
    }
  }

  ReplicationSlot slot(Optional<ReplicationSlot> found) {
    ReplicationSlot slot = SlotState.usable(found, stored.slot(), database, after());
    if (!stored.lsn().hasReached(slot.confirmedFlushLsn())) {
      throw refused(
          ErrorCode.SLOT_AHEAD,
          ("Slot %s is at %s, past the stored position %s: the changes between are lost. Somebody"
                  + " has read from it, advanced it or made it again, or the offsets are old.")
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

  private String after() {
    return "changes after " + stored.lsn() + " are lost";
  }

  private static SourceFailure refused(ErrorCode reason, String sentence) {
    return SourceFailure.withRemedy(reason, sentence);
  }
}
