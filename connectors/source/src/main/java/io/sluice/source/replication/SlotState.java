package io.sluice.source.replication;

import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.Optional;

/** What makes a slot of no more use, whenever it is looked at. Pure. */
final class SlotState {

  private SlotState() {}

  /**
   * The slot, if it can be streamed from.
   *
   * @param found what the server has under this name
   * @param database whose changes it has to decode
   * @param consequence what follows if it cannot, in a few words
   * @throws SourceFailure which says why not
   */
  static ReplicationSlot usable(
      Optional<ReplicationSlot> found, String name, String database, String consequence) {
    ReplicationSlot slot =
        found.orElseThrow(
            () ->
                SourceFailure.withRemedy(
                    ErrorCode.SLOT_MISSING,
                    "Slot %s is gone, and %s.".formatted(name, consequence)));
    if (!slot.streams(database)) {
      throw SourceFailure.withRemedy(
          ErrorCode.SLOT_OF_ANOTHER_KIND,
          "Slot %s is now one for %s, not for pgoutput in database %s: somebody has replaced it, and %s."
              .formatted(name, slot.kind(), database, consequence));
    }
    if (slot.invalidation().isPresent()) {
      throw SourceFailure.withRemedy(
          ErrorCode.SLOT_INVALIDATED,
          "The server has given slot %s up (%s), and %s."
              .formatted(name, slot.invalidation().get(), consequence));
    }
    return slot;
  }
}
