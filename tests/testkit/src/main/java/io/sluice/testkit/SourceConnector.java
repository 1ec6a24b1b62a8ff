package io.sluice.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.change.Lsn;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source connector of a test, deployed from the configuration that users deploy. Its topics, slot
 * and name all come from one prefix.
 */
public final class SourceConnector implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ConnectRest rest;
  private final TestDatabase source;
  private final Migration migration;
  private final Map<String, String> config;

  private SourceConnector(
      ConnectRest rest, TestDatabase source, Migration migration, Map<String, String> config) {
    this.rest = rest;
    this.source = source;
    this.migration = migration;
    this.config = config;
  }

  /**
   * Describes a connector; {@link #start} deploys it.
   *
   * @param worker the address of the worker's REST API
   * @param prefix of lower-case letters, digits and {@code _}
   * @param settings what differs from the template; the publication is called {@code pub}
   */
  public static SourceConnector of(
      URI worker, TestDatabase source, String prefix, Map<String, String> settings) {
    Migration migration = migration(worker, source, prefix);
    Map<String, String> config =
        new HashMap<>(
            ConnectorConfigs.of(migration, Servers.distribution().connectConfigs()).source());
    config.put("heartbeat.interval.ms", "500");
    config.put("status.update.interval.ms", "500");
    config.putAll(settings);
    return new SourceConnector(ConnectRest.at(worker), source, migration, Map.copyOf(config));
  }

  private static Migration migration(URI worker, TestDatabase source, String prefix) {
    return new Migration(
        prefix,
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            "pub",
            prefix,
            Source.Chunk.DEFAULT),
        new Database("target", source.endpoint()),
        Optional.of(KafkaBroker.shared().bootstrapServers()),
        Optional.of(worker),
        Map.of());
  }

  /** The connector's name. */
  public String name() {
    return migration.sourceConnector();
  }

  /** The slot's name. */
  public String slot() {
    return migration.source().slot();
  }

  /** The topic of a table of schema {@code public}. */
  public String topic(String table) {
    return migration.name() + ".public." + table;
  }

  /** The configuration of a sink that brings its topics into a database. */
  public Map<String, String> sinkInto(TestDatabase target) {
    Migration whole =
        new Migration(
            migration.name(),
            migration.source(),
            new Database("target", target.endpoint()),
            migration.bootstrapServers(),
            migration.connectUrl(),
            Map.of());
    return ConnectorConfigs.of(whole, Servers.distribution().connectConfigs()).sink();
  }

  /** Deploys it and waits until its task runs. */
  public SourceConnector start() {
    rest.put(name(), config);
    rest.awaitRunning(name(), Patience.of(LIMIT));
    return this;
  }

  /** Shuts the task down and keeps the offsets. */
  public void stop() {
    rest.stop(name());
  }

  /** Starts the task again after {@link #stop}. */
  public void resume() {
    rest.resume(name());
  }

  /** Fails with the connector's complaint, if it has one. */
  public void requireHealthy() {
    rest.status(name()).ifPresent(ConnectorStatus::requireHealthy);
  }

  /** Changes its configuration; Connect restarts the task. */
  public void change(Map<String, String> settings) {
    Map<String, String> changed = new HashMap<>(config);
    changed.putAll(settings);
    rest.put(name(), changed);
    rest.awaitRunning(name(), Patience.of(LIMIT));
  }

  /** Waits until it has stopped for good, and returns its complaint. */
  public String awaitComplaint() {
    return await()
        .atMost(LIMIT)
        .until(
            () -> rest.status(name()).map(ConnectorStatus::complaint).orElse(""),
            complaint -> !complaint.isEmpty());
  }

  /** What the connector says in the watermarks topic, from the beginning. */
  public WatermarkLog watermarks() {
    return new WatermarkLog(migration.name() + ".watermarks", this::requireHealthy);
  }

  /** Writes a mark and waits for its record: all changes before it are in the topics then. */
  public void awaitMark(String id) {
    source.execute("SELECT pg_logical_emit_message(true, 'sluice.mark', '" + id + "')");
    try (WatermarkLog log = watermarks()) {
      log.await(mark -> mark.path("kind").asText().equals("mark") && is(mark.path("id"), id));
    }
  }

  /** Whether a process streams from the slot. */
  public boolean isStreaming() {
    return !source
        .texts("SELECT 1 FROM pg_replication_slots WHERE active AND " + slotIs())
        .isEmpty();
  }

  /** How far the slot is confirmed. */
  public Lsn confirmed() {
    return Lsn.parse(
        source.text("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE " + slotIs()));
  }

  /** Where Connect has stored that the stream goes on; empty before the first record. */
  public Optional<Lsn> stored() {
    return rest.offsets(name()).stream()
        .filter(offset -> offset.kind().equals("wal"))
        .map(offset -> Lsn.parse(offset.offset().path("end_lsn").asText()))
        .findFirst();
  }

  /** Deletes the connector and drops its slot. */
  @Override
  public void close() {
    rest.delete(name());
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              source.texts(
                  "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                      + " WHERE NOT active AND "
                      + slotIs());
              return source.texts("SELECT 1 FROM pg_replication_slots WHERE " + slotIs()).isEmpty();
            });
  }

  private String slotIs() {
    return "slot_name = '" + slot() + "'";
  }

  private static boolean is(JsonNode node, String text) {
    return node.asText().equals(text);
  }
}
