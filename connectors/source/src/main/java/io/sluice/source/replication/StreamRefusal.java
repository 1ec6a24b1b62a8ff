package io.sluice.source.replication;

import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server says when a slot cannot be streamed from any more, with the code of the same
 * finding in a catalog: starting again would end in the same words. Pure.
 *
 * <p>Messages come in the server's language; the SQLSTATE and the name of the server's routine tell
 * them apart.
 */
public final class StreamRefusal {

  private static final String UNDEFINED_OBJECT = "42704";
  private static final String NOT_IN_PREREQUISITE_STATE = "55000";

  private StreamRefusal() {}

  /** The failure behind an exception of a stream; empty if it is one that any session may have. */
  public static Optional<SourceFailure> of(SQLException refused, SlotOptions slot) {
    return switch (String.valueOf(refused.getSQLState()) + " " + routine(refused)) {
      // Every change asks for the publication, as it was when the change was made. PostgreSQL 18
      // only logs a warning and leaves the change out: see Canary.
      case UNDEFINED_OBJECT + " get_publication_oid" ->
          failure(
              ErrorCode.PUBLICATION_MISSING,
              "At the slot's position there is no publication %s: it was made later, or has been"
                  + " dropped, and the server cannot tell what to stream.",
              slot.publication());
      case UNDEFINED_OBJECT + " ReplicationSlotAcquire" ->
          failure(ErrorCode.SLOT_MISSING, "Slot %s is gone.", slot.name());
      case NOT_IN_PREREQUISITE_STATE + " ReplicationSlotAcquire",
          NOT_IN_PREREQUISITE_STATE + " CreateDecodingContext",
          NOT_IN_PREREQUISITE_STATE + " StartLogicalReplication" ->
          failure(ErrorCode.SLOT_INVALIDATED, "The server has given slot %s up.", slot.name());
      default -> Optional.empty();
    };
  }

  private static Optional<SourceFailure> failure(ErrorCode code, String sentence, String name) {
    return Optional.of(SourceFailure.withRemedy(code, sentence.formatted(name)));
  }

  private static String routine(SQLException refused) {
    return refused instanceof PSQLException server
        ? Optional.ofNullable(server.getServerErrorMessage())
            .map(ServerErrorMessage::getRoutine)
            .orElse("")
        : "";
  }
}
