package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.TableDefinition;
import java.util.List;

/**
 * What a capture starts from: everything has been checked, and publication and slot are there.
 *
 * @param system the server
 * @param start the slot's {@code confirmedFlushLsn}: where its stream starts
 * @param fingerprint what the publication publishes of the captured tables, to be stored with
 *     positions
 * @param tables those that are captured, ordered by name, each with a key; the stream may hold
 *     changes of others that the publication has too
 */
public record CaptureStart(
    SystemIdentity system, Lsn start, String fingerprint, List<TableDefinition> tables) {

  public CaptureStart {
    tables = List.copyOf(tables);
  }
}
