package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks again and again, and measures between two looks. Used by one thread. */
public final class OverviewReader implements AutoCloseable {

  private final Migration migration;
  private final ConnectRest rest;
  private final StatusReader statuses;
  private final Connection source;
  private final Connection target;
  private final LogClock clock = new LogClock();
  private Optional<Rates.Count> before = Optional.empty();

  public OverviewReader(Migration migration, ConnectRest rest, TopicConsumers consumers) {
    this.migration = migration;
    this.rest = rest;
    this.statuses = new StatusReader(migration, rest, consumers);
    this.source = migration.source().database().open("status");
    this.target = migration.target().open("status");
  }

  /** The present state, with what was measured since the last call. */
  public Overview read() throws SQLException {
    Status status = statuses.read();
    Lsn stored =
        new SourceOffsets(rest.offsets(migration.sourceConnector())).end().orElse(Lsn.ZERO);
    Optional<SlotView> slot = SlotView.of(source, migration.source().slot());
    TargetView there = TargetView.of(target, migration.sinkConnector(), migration.name());
    long now = System.nanoTime();
    slot.ifPresent(view -> clock.look(now, view.currentLsn()));
    Rates.Count count = count(now, status, slot, there);
    Optional<Rates> rates = before.flatMap(earlier -> Rates.between(earlier, count));
    before = Optional.of(count);
    return new Overview(
        status,
        stored,
        slot,
        there,
        new Waits(migration, source, target).of(status, slot),
        fences(),
        ages(now, status, stored, there),
        rates);
  }

  private static Rates.Count count(
      long now, Status status, Optional<SlotView> slot, TargetView there) {
    Map<TableId, Long> rows = new HashMap<>();
    status.tables().forEach(table -> rows.put(table.table(), table.rows()));
    long end = slot.map(view -> view.currentLsn().value()).orElse(0L);
    return new Rates.Count(now, end, there.appliedOffsets(), rows);
  }

  /** Where nothing is left to apply, the target is where the topics are. */
  private Overview.Ages ages(long now, Status status, Lsn stored, TargetView there) {
    Lsn applied =
        status.lag().sinkRecords() == 0
            ? Lsn.later(stored, there.appliedLsn())
            : there.appliedLsn();
    return new Overview.Ages(clock.behind(now, stored), clock.behind(now, applied));
  }

  private List<String> fences() throws SQLException {
    List<String> fences =
        new ArrayList<>(Fences.in(source, migration.source().database(), migration.name()));
    fences.addAll(Fences.in(target, migration.target(), migration.name()));
    return fences;
  }

  @Override
  public void close() throws SQLException {
    statuses.close();
    source.close();
    target.close();
  }
}
