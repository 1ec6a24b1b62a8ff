package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.cutover.Barrier;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a status together, again and again over the same sessions. Used by one thread. */
public final class StatusReader implements AutoCloseable {

  private final Migration migration;
  private final ConnectRest rest;
  private final TopicTails tails;
  private final Connection source;
  private final TargetProgress progress;

  public StatusReader(Migration migration, ConnectRest rest, TopicConsumers consumers) {
    this.migration = migration;
    this.rest = rest;
    this.tails = new TopicTails(consumers);
    this.source = migration.source().database().open("status");
    this.progress = TargetProgress.open(migration.target(), migration.sinkConnector());
  }

  /** The present state. */
  public Status read() throws SQLException {
    SourceOffsets offsets = new SourceOffsets(rest.offsets(migration.sourceConnector()));
    List<TableStatus> tables = tables(offsets);
    Optional<ConnectorStatus> capture = rest.status(migration.sourceConnector());
    Optional<ConnectorStatus> apply = rest.status(migration.sinkConnector());
    List<String> states = List.of(state(capture), state(apply));
    return new Status(
        Status.phase(states, tables),
        states.get(0),
        states.get(1),
        complaint(capture, apply),
        tables,
        lag(offsets));
  }

  private List<TableStatus> tables(SourceOffsets offsets) throws SQLException {
    List<CapturedTable> captured = Publication.find(source, migration.source());
    return captured.stream().map(offsets::table).toList();
  }

  private Lag lag(SourceOffsets offsets) throws SQLException {
    Source from = migration.source();
    SourceLog log = new SourceLog(source, from.slot());
    Optional<Lsn> end = offsets.end();
    long bytes = end.isPresent() ? log.bytesBehind(end.get()) : 0;
    return new Lag(bytes, log.secondsBehind(), sinkRecords());
  }

  private long sinkRecords() throws SQLException {
    Optional<Map<String, String>> sink = rest.config(migration.sinkConnector());
    if (sink.isEmpty()) {
      return 0;
    }
    Barrier now = new Barrier(tails.ends(Subscription.of(sink.get())));
    Map<Partition, Long> missing = now.missing(progress.nextOffsets());
    return missing.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String state(Optional<ConnectorStatus> status) {
    return status.map(ConnectorStatus::summary).orElse("ABSENT");
  }

  private static String complaint(
      Optional<ConnectorStatus> capture, Optional<ConnectorStatus> apply) {
    return Stream.of(capture, apply)
        .flatMap(Optional::stream)
        .map(ConnectorStatus::complaint)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws SQLException {
    source.close();
    progress.close();
  }
}
