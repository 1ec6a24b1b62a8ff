package io.sluice.source.connect;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say how tables are copied. */
final class SnapshotKeys {

  static final String MODE = "snapshot.mode";
  static final String CHUNK_ROWS = "snapshot.chunk.rows";
  static final String MAX_THREADS = "snapshot.max.threads";
  static final String OVERLAY_BYTES = "snapshot.overlay.max.bytes";
  static final int MOST_CHUNK_ROWS = 10_000_000;

  private static final String GROUP = "Snapshot";
  private static final long OVERLAY = 64L * 1024 * 1024;
  private static final String INITIAL = "initial";

  private SnapshotKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
            MODE,
            Type.STRING,
            INITIAL,
            ConfigDef.ValidString.in(INITIAL, "no_data"),
            Importance.HIGH,
            "initial: every captured table is copied once, beside the stream. no_data: only changes"
                + " are captured.",
            GROUP,
            1,
            Width.SHORT,
            "Mode")
        .define(
            CHUNK_ROWS,
            Type.INT,
            20_000,
            ConfigDef.Range.between(1, MOST_CHUNK_ROWS),
            Importance.MEDIUM,
            "How many rows a chunk has. A chunk is read in one transaction and waits in the"
                + " worker's memory until the stream has caught up with it.",
            GROUP,
            2,
            Width.SHORT,
            "Chunk size")
        .define(
            MAX_THREADS,
            Type.INT,
            2,
            ConfigDef.Range.between(1, 64),
            Importance.MEDIUM,
            "How many chunks are read at once, each on a connection of its own.",
            GROUP,
            3,
            Width.SHORT,
            "Readers")
        .define(
            OVERLAY_BYTES,
            Type.LONG,
            OVERLAY,
            ConfigDef.Range.atLeast(1),
            Importance.LOW,
            "How much is remembered of rows that change while tables are copied, in bytes. Beyond it"
                + " all is forgotten, and chunks are read anew until they see the transactions that"
                + " changed the rows.",
            GROUP,
            4,
            Width.SHORT,
            OVERLAY_BYTES);
  }

  static boolean copiesTables(AbstractConfig config) {
    return config.getString(MODE).equals(INITIAL);
  }
}
