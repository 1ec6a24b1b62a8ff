package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.TableDefinition;
import java.util.List;
import java.util.Set;

/**
 * What a capture starts from: everything has been checked, and publication and slot are there.
 *
 * @param system the server
 * @param start the slot's {@code confirmedFlushLsn}: where its stream starts
 * @param fingerprint of the publication, to be stored with positions
 * @param marks of the publication's tables
 * @param tables those that are captured, ordered by name; the stream may hold changes of others
 *     that the publication has too
 * @param late those of them to which transactions may have written unpublished after the slot's
 *     position: they are new since an earlier run, or were added to the publication only now
 */
public record CaptureStart(
    SystemIdentity system,
    Lsn start,
    String fingerprint,
    TableMarks marks,
    List<TableDefinition> tables,
    Set<TableId> late) {

  public CaptureStart {
    tables = List.copyOf(tables);
    late = Set.copyOf(late);
  }
}
