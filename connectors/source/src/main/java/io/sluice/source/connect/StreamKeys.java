package io.sluice.source.connect;

import io.sluice.change.Lsn;
import io.sluice.source.replication.Origins;
import io.sluice.source.replication.SlotOptions;
import io.sluice.source.spill.SpillFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say what to stream from, and in what portions. */
final class StreamKeys {

  static final String SLOT_NAME = "slot.name";
  static final String SLOT_FAILOVER = "slot.failover";
  static final String PUBLICATION_NAME = "publication.name";
  static final String PUBLICATION_AUTOCREATE = "publication.autocreate.mode";
  static final String CANARY_ENABLED = "publication.canary.enabled";
  static final String ORIGIN = "origin";
  static final String ROW_MAX_BYTES = "row.max.bytes";
  static final String END_LSN = "stream.end.lsn";
  static final String SPILL_DIR = "stream.spill.dir";
  static final String STATUS_INTERVAL_MS = "status.update.interval.ms";
  static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
  static final String WATCH_INTERVAL_MS = "source.watch.interval.ms";
  static final String MAX_BATCH_SIZE = "max.batch.size";
  static final String MAX_QUEUE_SIZE = "max.queue.size";
  static final String MAX_QUEUE_SIZE_IN_BYTES = "max.queue.size.in.bytes";

  private static final String GROUP = "Stream";

  /** Four batches of 16 MiB. */
  private static final long QUEUE_BYTES = 64L * 1024 * 1024;

  /** What a producer with requests of 32 MiB takes, with room for keys and the source block. */
  private static final long ROW_BYTES = 32L * 1024 * 1024 - 64 * 1024;

  private static final String FILTERED = "filtered";

  private static final ConfigDef.Validator SLOT =
      ConfigDef.LambdaValidator.with(
          StreamKeys::checkSlotName, () -> "1 to 63 lower-case letters, digits and underscores");

  private static final ConfigDef.Validator POSITION =
      ConfigDef.LambdaValidator.with(
          StreamKeys::checkPosition, () -> "a log position such as 16/B374D848");

  private StreamKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
            SLOT_NAME,
            Type.STRING,
            "sluice",
            SLOT,
            Importance.HIGH,
            "Replication slot to stream from. It is created if it does not exist, and kept when the"
                + " connector is deleted: a slot that nobody reads keeps the source's log, so drop"
                + " it when the migration is over.",
            GROUP,
            1,
            Width.MEDIUM,
            "Slot")
        .define(
            PUBLICATION_NAME,
            Type.STRING,
            "sluice",
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Publication that says what the slot streams.",
            GROUP,
            2,
            Width.MEDIUM,
            "Publication")
        .define(
            PUBLICATION_AUTOCREATE,
            Type.STRING,
            FILTERED,
            ConfigDef.ValidString.in(FILTERED, "disabled"),
            Importance.MEDIUM,
            "filtered: a publication that does not exist is created for the captured tables."
                + " disabled: it has to exist.",
            GROUP,
            3,
            Width.SHORT,
            "Create publication")
        .define(
            ORIGIN,
            Type.STRING,
            Origins.ANY.word(),
            ConfigDef.ValidString.in(Origins.NONE.word(), Origins.ANY.word()),
            Importance.LOW,
            "any: all changes are captured. none: only those that were made on the source itself, not"
                + " those that were replicated into it (under a replication origin, as PostgreSQL's"
                + " own subscriptions and Sluice's sink do). The initial copy has all rows either"
                + " way.",
            GROUP,
            4,
            Width.SHORT,
            "Origin")
        .define(
            ROW_MAX_BYTES,
            Type.LONG,
            ROW_BYTES,
            ConfigDef.Range.atLeast(1),
            Importance.MEDIUM,
            "How large a row, or a logical message, may be, in bytes of its values as text, old and new"
                + " ones together. At a larger one the task stops before anything is lost, and goes"
                + " on behind what it has published once this is raised. Keep it somewhat below"
                + " producer.override.max.request.size; that and producer.override.buffer.memory, the"
                + " topic's max.message.bytes and the brokers' message.max.bytes, and the heap (six"
                + " times the row at least) have to be large enough. The default suits 32 MiB, as"
                + " in Sluice's connector configurations.",
            GROUP,
            5,
            Width.SHORT,
            "Largest row")
        .define(
            SPILL_DIR,
            Type.STRING,
            "",
            Importance.LOW,
            "Folder for the files in which large transactions wait for their commit. The server sends"
                + " a transaction that is larger than its logical_decoding_work_mem while it is in"
                + " progress; up to 1 MiB of all of these is kept in memory, the rest in a file each,"
                + " which takes what the transaction's changes take as text. The files can be read by"
                + " the worker's user only, and are deleted when their transaction ends. Empty: the"
                + " worker's java.io.tmpdir.",
            GROUP,
            6,
            Width.LONG,
            "Spill folder");
    definePortions(keys);
    defineFailover(keys);
    defineEnd(keys);
  }

  private static void defineEnd(ConfigDef keys) {
    keys.define(
        END_LSN,
        Type.STRING,
        "",
        POSITION,
        Importance.LOW,
        "The commit of the last transaction that is read, as commit_lsn has it; the stream then waits"
            + " behind it. A handover sets it for a moment, so that the topics end where a"
            + " transaction does. Empty: the stream goes on.",
        GROUP,
        12,
        Width.SHORT,
        END_LSN);
  }

  /** Where the stream is to end; empty if it goes on. */
  static Optional<Lsn> end(AbstractConfig config) {
    String position = config.getString(END_LSN);
    return position.isEmpty() ? Optional.empty() : Optional.of(Lsn.parse(position));
  }

  private static void checkPosition(String key, Object value) {
    String text = String.valueOf(value);
    try {
      if (!text.isEmpty()) {
        Lsn.parse(text);
      }
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(key, value, "a log position is written like 16/B374D848");
    }
  }

  private static void defineFailover(ConfigDef keys) {
    keys.define(
        SLOT_FAILOVER,
        Type.BOOLEAN,
        false,
        Importance.MEDIUM,
        "Whether standbys keep a copy of the slot, so that the connector goes on at a promoted"
            + " one; from PostgreSQL 17 on. It takes sync_replication_slots on the standbys, and"
            + " on the primary synchronized_standby_slots, so that the connector never reads what"
            + " a standby lacks: it stops at a promotion that lost such changes.",
        GROUP,
        10,
        Width.SHORT,
        "Failover slot");
    keys.define(
        CANARY_ENABLED,
        Type.BOOLEAN,
        true,
        Importance.LOW,
        "Whether the publication is tried at every source.watch.interval.ms by a change of table"
            + " sluice.canary, which the stream then has to bring: PostgreSQL 18 leaves changes out"
            + " without an error while a publication is not there. A publication that the connector"
            + " creates has this table. To have one of your own tried as well, run as the"
            + " connector's role: CREATE SCHEMA sluice; CREATE TABLE sluice.canary (slot text"
            + " PRIMARY KEY, beat bigint NOT NULL, publication oid NOT NULL); ALTER PUBLICATION ..."
            + " ADD TABLE sluice.canary; and restart the connector. The changes reach no topic, and"
            + " they move the slot of a quiet database.",
        GROUP,
        11,
        Width.SHORT,
        "Canary");
  }

  private static void definePortions(ConfigDef keys) {
    number(
        keys,
        MAX_BATCH_SIZE,
        8192,
        7,
        "How many records a batch has before it is closed at the next end of a source transaction;"
            + " a larger transaction is cut here.");
    number(keys, MAX_QUEUE_SIZE, 32_768, 8, "How many records may wait for Kafka, in records.");
    keys.define(
        MAX_QUEUE_SIZE_IN_BYTES,
        Type.LONG,
        QUEUE_BYTES,
        ConfigDef.Range.atLeast(1),
        Importance.LOW,
        "How much may wait for Kafka, in bytes of the values as text; a batch is closed at a quarter"
            + " of it, whatever max.batch.size says. In memory they take two to four times as much.",
        GROUP,
        9,
        Width.SHORT,
        MAX_QUEUE_SIZE_IN_BYTES);
    number(
        keys,
        HEARTBEAT_INTERVAL_MS,
        10_000,
        10,
        "How long the stream may be quiet before its position is stored and confirmed all the same,"
            + " in milliseconds.");
    number(
        keys,
        STATUS_INTERVAL_MS,
        10_000,
        11,
        "How often the server hears how far the slot is confirmed, in milliseconds. Keep it well"
            + " below the server's wal_sender_timeout.");
    number(
        keys,
        WATCH_INTERVAL_MS,
        10_000,
        9,
        "How often the slot and the publication are looked at while the stream runs, in"
            + " milliseconds.");
  }

  private static void number(ConfigDef keys, String key, int standard, int order, String text) {
    keys.define(
        key,
        Type.INT,
        standard,
        ConfigDef.Range.atLeast(1),
        Importance.LOW,
        text,
        GROUP,
        order,
        Width.SHORT,
        key);
  }

  static SlotOptions slot(AbstractConfig config, String application) {
    return new SlotOptions(
        config.getString(SLOT_NAME),
        config.getString(PUBLICATION_NAME),
        application,
        Duration.ofMillis(config.getInt(STATUS_INTERVAL_MS)),
        config.getBoolean(SLOT_FAILOVER),
        Origins.of(config.getString(ORIGIN)),
        spillFolder(config),
        config.getBoolean(CANARY_ENABLED));
  }

  private static Path spillFolder(AbstractConfig config) {
    String folder = config.getString(SPILL_DIR);
    return folder.isEmpty() ? SpillFolder.standard() : Path.of(folder);
  }

  static boolean createsPublication(AbstractConfig config) {
    return config.getString(PUBLICATION_AUTOCREATE).equals(FILTERED);
  }

  private static void checkSlotName(String key, Object value) {
    if (!SlotOptions.isValidName(String.valueOf(value))) {
      throw new ConfigException(key, value, "1 to 63 lower-case letters, digits and underscores");
    }
  }
}
