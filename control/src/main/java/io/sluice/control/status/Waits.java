package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.handover.HandedOver;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why something does not go on, in sentences.
 *
 * @param migration what moves
 * @param source a session
 * @param target a session
 */
record Waits(Migration migration, Connection source, Connection target) {

  private static final String WRITERS =
      """
      SELECT concat('process ', pid, ' (', application_name, '), writing since ',
                    date_trunc('second', xact_start))
        FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
         AND application_name NOT LIKE 'sluice%'
      UNION ALL
      SELECT concat('prepared transaction ', quote_literal(gid), ', since ',
                    date_trunc('second', prepared)) FROM pg_prepared_xacts
      """;

  /** Those that are young are about to end. */
  private static final String HOLDERS =
      """
      SELECT concat('process ', a.pid, ' (', a.application_name, '), writing since ',
                    date_trunc('second', a.xact_start))
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'relation' AND l.granted
         AND l.mode IN ('RowExclusiveLock', 'AccessExclusiveLock')
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND l.relation = to_regclass(?) AND a.xact_start < clock_timestamp() - interval '5 s'
      """;

  /** Every reason that can be seen now. */
  List<String> of(Status status, Optional<SlotView> slot) throws SQLException {
    List<String> waits = new ArrayList<>();
    if (!status.complaint().isBlank()) {
      waits.add(status.complaint());
    }
    connector(waits, migration.sourceConnector(), status.source());
    connector(waits, migration.sinkConnector(), status.sink());
    if (slot.isPresent()) {
      slot(waits, status, slot.get());
    } else if (status.source().equals("RUNNING")) {
      creation(waits);
    }
    for (TableStatus table : status.tables()) {
      if (!table.done() && table.rows() == 0) {
        barrier(waits, table.table());
      }
    }
    return waits;
  }

  private void connector(List<String> waits, String name, String state) throws SQLException {
    switch (state) {
      case "PAUSED" -> waits.add(name + " is paused: sluice resume lets it go on");
      case "STOPPED" -> waits.add(stopped(name));
      case "ABSENT" -> waits.add(name + " does not exist: sluice start makes it");
      case "UNASSIGNED" -> waits.add("no worker of Connect has taken " + name + " on");
      default -> {}
    }
  }

  private String stopped(String name) throws SQLException {
    return HandedOver.to(target, migration.source().slot())
        .map(subscription -> name + " is stopped: subscription " + subscription + " goes on for it")
        .orElse(name + " is stopped: sluice resume lets it go on");
  }

  private static void slot(List<String> waits, Status status, SlotView view) {
    view.slot()
        .invalidation()
        .ifPresent(
            why -> waits.add("the server has given slot " + view.slot().name() + " up: " + why));
    String log = view.slot().log().status();
    if (log.equals("extended") || log.equals("unreserved")) {
      waits.add(
          "the log that slot %s needs is about to go: wal_status is %s"
              .formatted(view.slot().name(), log));
    }
    boolean idle = view.slot().holder().isEmpty() && status.source().equals("RUNNING");
    if (idle && !view.slot().confirmedFlushLsn().equals(Lsn.ZERO)) {
      waits.add("nobody streams from slot " + view.slot().name());
    }
  }

  /** A slot that is being made waits for every transaction that writes. */
  private void creation(List<String> waits) throws SQLException {
    for (String writer : texts(WRITERS)) {
      waits.add(
          "slot %s cannot be made before %s ends".formatted(migration.source().slot(), writer));
    }
  }

  private void barrier(List<String> waits, TableId table) throws SQLException {
    for (String writer : texts(HOLDERS, Sql.table(table))) {
      waits.add("table %s may wait for %s".formatted(table, writer));
    }
  }

  private List<String> texts(String question, Object... parameters) throws SQLException {
    return Query.of(source, question, parameters).list(row -> row.getString(1));
  }
}
