package io.sluice.source.connect;

import io.sluice.source.capture.CaptureMeters;
import java.util.Locale;
import java.util.function.Function;

/** What a task tells of itself. The reference page is made of these. */
public enum SourceMetric {
  PHASE(
      "phase",
      "opening, snapshot, snapshot_paused, stream or stopped, as text.",
      meters -> meters.phase().name().toLowerCase(Locale.ROOT)),
  RECONNECTS(
      "reconnects",
      "How often the capture was opened again since the task was started.",
      CaptureMeters::reconnects),
  PUBLISHED_CHANGES(
      "published-changes-total",
      "Rows of chunks and changes of the stream that were handed to Kafka.",
      CaptureMeters::publishedChanges),
  SKIPPED_CHANGES(
      "skipped-changes-total",
      "Changes that were read again after a restart and were in the topics already.",
      CaptureMeters::skippedChanges),
  LAG_MS(
      "lag-ms",
      "From the commit of the change handed over last until now, in milliseconds, by the worker's"
          + " clock; 0 when the stream has nothing more and nothing waits for Kafka.",
      CaptureMeters::lagMillis),
  LAG_BYTES(
      "lag-bytes",
      "From where the stream is to the end of the server's log at the last look, in bytes.",
      CaptureMeters::lagBytes),
  QUEUED_RECORDS("queued-records", "Records that wait for Kafka.", CaptureMeters::queuedRecords),
  QUEUED_BYTES(
      "queued-bytes",
      "What these take, in bytes of the values as text.",
      CaptureMeters::queuedBytes),
  OVERLAY_ENTRIES(
      "overlay-entries",
      "Rows that the stream has changed and that are remembered for the chunks to come.",
      CaptureMeters::overlayEntries),
  OVERLAY_BYTES("overlay-bytes", "What these take in memory, about.", CaptureMeters::overlayBytes),
  STREAMED_LSN(
      "streamed-lsn",
      "Up to where the stream has been read, as text; followed by what was stored, and that by what"
          + " was confirmed.",
      meters -> meters.streamed().toString()),
  STORED_LSN(
      "stored-lsn",
      "Up to where everything is in Kafka, as text: the slot may be confirmed so far.",
      meters -> meters.stored().toString()),
  CONFIRMED_LSN(
      "confirmed-lsn",
      "What the server was told last, as text.",
      meters -> meters.confirmed().toString()),
  WAL_STATUS(
      "wal-status",
      "reserved, extended, unreserved or lost: pg_replication_slots.wal_status at the last look, as"
          + " text.",
      CaptureMeters::walStatus),
  RETAINED_BYTES(
      "retained-wal-bytes",
      "The log that the server keeps for the slot, in bytes, at the last look.",
      CaptureMeters::retainedBytes),
  SAFE_BYTES(
      "safe-wal-bytes",
      "How much more may be written before the slot can be lost, in bytes, at the last look; -1"
          + " without max_slot_wal_keep_size.",
      CaptureMeters::safeBytes);

  private final String key;
  private final String meaning;
  private final Function<CaptureMeters, Object> value;

  SourceMetric(String key, String meaning, Function<CaptureMeters, Object> value) {
    this.key = key;
    this.meaning = meaning;
    this.value = value;
  }

  /** Its name: stable, for dashboards. */
  public String key() {
    return key;
  }

  /** What it says, with its unit. */
  public String meaning() {
    return meaning;
  }

  Object value(CaptureMeters meters) {
    return value.apply(meters);
  }
}
