package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.replication.TableMark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a capture goes on with.
 *
 * @param filter which tables are wanted; the publication may have more
 * @param known what earlier runs followed
 * @param unfinished those of them whose snapshots are not done, and how far they are
 * @param fresh tables that no earlier run has known, in the order in which they are copied
 * @param late those of them to which transactions may have written unpublished
 * @param copiesTables whether tables are copied, rather than only followed
 * @param published what the topics hold already: its changes are followed, not published again
 * @param from where the stream starts
 * @param signals what operators have asked earlier runs for
 * @param signalsFrom where the signal topic is read from, if there is one
 * @param reread what the configuration asks for
 */
public record CapturePlan(
    TableFilter filter,
    Map<TableId, TableMark> known,
    List<Progress.Snapshot> unfinished,
    Map<TableId, TableMark> fresh,
    Set<TableId> late,
    boolean copiesTables,
    Position published,
    Lsn from,
    SignalState signals,
    OptionalLong signalsFrom,
    Optional<ConfiguredReread> reread) {

  public CapturePlan {
    known = Map.copyOf(known);
    unfinished = List.copyOf(unfinished);
    fresh = Collections.unmodifiableMap(new LinkedHashMap<>(fresh));
    late = Set.copyOf(late);
  }
}
