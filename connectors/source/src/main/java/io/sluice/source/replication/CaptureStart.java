package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.TableDefinition;
import java.util.List;

/**
 * What a capture starts from: everything has been checked, and publication and slot are there.
 *
 * @param system the server
 * @param start the slot's {@code confirmedFlushLsn}: where its stream starts
 * @param slotIsNew whether the slot was made just now, after the publication: then no transaction
 *     can have written to a table unpublished and come to its end after the slot's position
 * @param fingerprint of the publication, to be stored with positions
 * @param marks of the publication's tables
 * @param tables those that are captured, ordered by name; the stream may hold changes of others
 *     that the publication has too
 */
public record CaptureStart(
    SystemIdentity system,
    Lsn start,
    boolean slotIsNew,
    String fingerprint,
    TableMarks marks,
    List<TableDefinition> tables) {

  public CaptureStart {
    tables = List.copyOf(tables);
  }
}
