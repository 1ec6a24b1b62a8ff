package io.sluice.control.operate;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.handover.HandedOver;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.control.report.Size;
import io.sluice.postgres.ReplicationSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pauses a migration's connectors, or lets them go on. Can be run again.
 *
 * @param migration whose
 * @param rest where they run
 * @param halves which of them
 * @param patience until they do
 */
public record Pausing(Migration migration, ConnectRest rest, Halves halves, Patience patience) {

  /** With the connectors where the migration has them. */
  public static Pausing of(Migration migration, Halves halves, Patience patience) {
    ConnectRest rest = ConnectRest.of(migration);
    return new Pausing(migration, rest, halves, patience);
  }

  /** Pauses them, and says what that costs the source. */
  public Map<String, Object> pause(Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "pause")) {
      for (String connector : connectors()) {
        rest.pause(connector);
        patience.until(
            () -> rest.status(connector).map(ConnectorStatus::isPaused).orElse(false),
            () -> "connector " + connector + " does not pause");
        console.say(connector + " is paused");
      }
      consequences().forEach(console::say);
      return report(lock.session());
    }
  }

  /** Lets them go on, from where they were; those that have failed as well. */
  public Map<String, Object> resume(Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "resume")) {
      if (halves.source()) {
        HandedOver.refuse(migration);
      }
      for (String connector : connectors()) {
        letItGoOn(connector);
        rest.resume(connector);
        restartFailed(connector, console);
        rest.awaitRunning(connector, patience);
        console.say(connector + " runs");
      }
      return report(lock.session());
    }
  }

  private void letItGoOn(String connector) {
    Map<String, String> config = new TreeMap<>(rest.config(connector).orElse(Map.of()));
    if (config.remove(HandedOver.END) != null) {
      rest.put(connector, config);
    }
  }

  /** Connect does not resume what has failed; its complaint stands until it runs again. */
  private void restartFailed(String connector, Console console) {
    String complaint = complaint(connector);
    if (complaint.isBlank()) {
      return;
    }
    console.say(complaint + "; it is started again");
    rest.restart(connector);
    patience.until(
        () -> complaint(connector).isBlank(),
        () -> "connector " + connector + " fails again: " + complaint(connector));
  }

  private String complaint(String connector) {
    return rest.status(connector).map(ConnectorStatus::complaint).orElse("");
  }

  /** Says what would be done. */
  public Map<String, Object> rehearse(String verb, Console console) throws SQLException {
    connectors().forEach(connector -> console.say("would " + verb + " " + connector));
    if (verb.equals("pause")) {
      consequences().forEach(console::say);
    }
    return Map.of("ok", true, "dry_run", true);
  }

  private List<String> connectors() {
    List<String> connectors = halves.connectors(migration);
    for (String connector : connectors) {
      if (rest.status(connector).isEmpty()) {
        throw new Problem("there is no connector " + connector + ": run sluice start first");
      }
    }
    return connectors;
  }

  private List<String> consequences() throws SQLException {
    if (!halves.source()) {
      return List.of(
          "topics grow until "
              + migration.sinkConnector()
              + " goes on; the source keeps no more log");
    }
    try (Connection session = migration.source().database().open("pause")) {
      return List.of(
          ReplicationSlot.find(session, migration.source().slot())
              .map(Pausing::consequence)
              .orElse(
                  "the source keeps no log: slot " + migration.source().slot() + " is not there"));
    }
  }

  private static String consequence(ReplicationSlot slot) {
    String kept =
        "the source keeps its log from %s on for slot %s until it is resumed: %s now"
            .formatted(slot.restartLsn(), slot.name(), Size.of(slot.log().bytes()));
    return kept
        + (slot.log().safeBytes().isPresent()
            ? "; after %s more it gives the slot up (max_slot_wal_keep_size), and all starts over"
                .formatted(Size.of(slot.log().safeBytes().getAsLong()))
            : ", and without a limit (max_slot_wal_keep_size): watch its disk");
  }

  private Map<String, Object> report(Connection source) throws SQLException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", true);
    report.put("source", state(migration.sourceConnector()));
    report.put("sink", state(migration.sinkConnector()));
    Optional<ReplicationSlot> slot = ReplicationSlot.find(source, migration.source().slot());
    slot.ifPresent(found -> report.put("retained_bytes", found.log().bytes()));
    slot.map(found -> found.log().safeBytes())
        .ifPresent(safe -> safe.ifPresent(bytes -> report.put("safe_bytes", bytes)));
    return report;
  }

  private String state(String connector) {
    return rest.status(connector).map(ConnectorStatus::summary).orElse("ABSENT");
  }
}
