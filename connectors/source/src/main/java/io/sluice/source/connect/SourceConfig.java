package io.sluice.source.connect;

import io.sluice.envelope.codec.HandlingModes;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.connect.DatabaseKeys;
import io.sluice.source.capture.CaptureOptions;
import io.sluice.source.capture.CaptureOptions.Volume;
import io.sluice.source.capture.ConfiguredReread;
import io.sluice.source.replication.SlotOptions;
import io.sluice.source.replication.SourcePreflight;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.snapshot.ChunkOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The connector's configuration, as the small records that the rest of the connector takes. */
public final class SourceConfig extends AbstractConfig {

  private static final DatabaseKeys.Words SOURCE =
      new DatabaseKeys.Words(
          "Source database",
          "Name or address of the source PostgreSQL server, version 15 or later.",
          "Role that streams and reads. It needs REPLICATION, and SELECT on the captured tables.",
          "Database whose tables are captured.");

  private static final int LONGEST_APPLICATION_NAME = 63;

  /** While one is filled and one is sent, others lie between. */
  private static final int BATCHES_WAITING = 4;

  private final String connector;

  /**
   * Reads a configuration.
   *
   * @param properties the connector's or the task's
   * @throws org.apache.kafka.common.config.ConfigException if a key is missing or wrong
   */
  public SourceConfig(Map<String, String> properties) {
    super(keys(), properties, false);
    this.connector = properties.getOrDefault("name", "source");
  }

  /** Every key, with its default, its limits and its documentation. */
  public static ConfigDef keys() {
    ConfigDef keys = new ConfigDef();
    DatabaseKeys.define(keys, SOURCE);
    TableKeys.define(keys);
    StreamKeys.define(keys);
    MessageKeys.define(keys);
    SnapshotKeys.define(keys);
    SignalKeys.define(keys);
    TypeKeys.define(keys);
    return keys;
  }

  /** The source. */
  public Endpoint endpoint() {
    return DatabaseKeys.endpoint(this);
  }

  /** The slot and its publication. */
  public SlotOptions slot() {
    return StreamKeys.slot(this, applicationName());
  }

  /** Which tables are captured. */
  public TableFilter tables() {
    return TableKeys.filter(this);
  }

  /** What has to be checked before a start. */
  public SourcePreflight preflight() {
    return new SourcePreflight(endpoint(), slot(), tables(), StreamKeys.createsPublication(this));
  }

  /** {@code topic.prefix}. */
  public String topicPrefix() {
    return getString(TableKeys.TOPIC_PREFIX);
  }

  /** Which shape values have in records. */
  public HandlingModes handlingModes() {
    return TypeKeys.modes(this);
  }

  /** Whether tables are copied, rather than only followed. */
  public boolean copiesTables() {
    return SnapshotKeys.copiesTables(this);
  }

  /** How tables are cut. */
  public ChunkOptions chunks() {
    return new ChunkOptions(
        getInt(SnapshotKeys.CHUNK_ROWS),
        getInt(SnapshotKeys.MAX_THREADS),
        getLong(SnapshotKeys.CHUNK_BYTES),
        getLong(StreamKeys.ROW_MAX_BYTES));
  }

  /** The topic of signals, if there is one. */
  public Optional<String> signalTopic() {
    return SignalKeys.topic(this);
  }

  /** What the consumer of the signal topic is configured with. */
  public Map<String, Object> signalConsumer() {
    return SignalKeys.consumer(this);
  }

  /** The re-read that the configuration asks for, if it does. */
  public Optional<ConfiguredReread> reread() {
    return SignalKeys.reread(this);
  }

  /** How much is handed over at once, and what of it. */
  public CaptureOptions capture() {
    return new CaptureOptions(
        batch(),
        queue(),
        heartbeat(),
        getLong(SnapshotKeys.OVERLAY_BYTES),
        getLong(StreamKeys.ROW_MAX_BYTES),
        MessageKeys.filter(this),
        StreamKeys.end(this));
  }

  /** The size at which a batch is closed. */
  public Volume batch() {
    long bytes = Math.max(1, queue().bytes() / BATCHES_WAITING);
    return new Volume(getInt(StreamKeys.MAX_BATCH_SIZE), bytes);
  }

  /** How much may wait for Kafka. */
  public Volume queue() {
    return new Volume(
        getInt(StreamKeys.MAX_QUEUE_SIZE), getLong(StreamKeys.MAX_QUEUE_SIZE_IN_BYTES));
  }

  /** How long the stream may be quiet before its position is stored all the same. */
  public Duration heartbeat() {
    return Duration.ofMillis(getInt(StreamKeys.HEARTBEAT_INTERVAL_MS));
  }

  /** How often the source is looked at beside the stream. */
  public Duration watchInterval() {
    return Duration.ofMillis(getInt(StreamKeys.WATCH_INTERVAL_MS));
  }

  /** The server cuts longer names, and then they would no longer compare equal. */
  private String applicationName() {
    String name = "sluice-source-" + connector.replaceAll("[^ -~]", "?");
    return name.substring(0, Math.min(name.length(), LONGEST_APPLICATION_NAME));
  }
}
