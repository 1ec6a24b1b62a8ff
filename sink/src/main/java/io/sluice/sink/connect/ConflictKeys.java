package io.sluice.sink.connect;

import io.sluice.sink.target.ApplyRules;
import io.sluice.sink.target.ConflictMode;
import io.sluice.sink.target.MissingRow;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say what happens where the target is not as the source left it. */
final class ConflictKeys {

  static final String CONFLICT_MODE = "conflict.mode";
  static final String UPDATE_MISSING = "update.missing.row.mode";
  static final String DELETE_MISSING = "delete.missing.row.mode";
  static final String CONFLICT_TABLE = "conflict.table.enabled";
  static final String TOMBSTONES = "conflict.tombstone.retention.ms";
  static final String REPLICATION_ROLE = "session.replication.role";

  private static final String GROUP = "Conflicts";
  private static final String ORIGIN = "origin";
  private static final long DAY = Duration.ofDays(1).toMillis();

  private ConflictKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
            CONFLICT_MODE,
            Type.STRING,
            word(ConflictMode.APPLY),
            ValidString.in(words(ConflictMode.values())),
            Importance.MEDIUM,
            "What happens when a change meets a row that somebody else than this connector wrote last."
                + " apply: the change is written, without a look at the row; another row that somebody"
                + " else wrote and that holds one of the change's unique values goes, where"
                + " track_commit_timestamp is on, and otherwise stops the sink. error: the sink stops."
                + " keep: the row stays. last_update_wins: the later commit wins, by the clocks of the"
                + " two servers; of two at the same microsecond the greater row. All but apply need"
                + " track_commit_timestamp in the target. Tables without a key and TRUNCATE are always"
                + " applied.",
            GROUP,
            1,
            Width.MEDIUM,
            "Conflicts")
        .define(
            UPDATE_MISSING,
            Type.STRING,
            word(MissingRow.INSERT),
            ValidString.in(words(MissingRow.values())),
            Importance.LOW,
            "What happens to an update whose row is not there. insert: the row comes back, unless the"
                + " update left large values out. ignore: nothing. error: the sink stops. Before a"
                + " table's copy is known to be over, a row that is not there may not have been copied"
                + " yet and is always inserted; with snapshot.mode=no_data at the source that is never"
                + " known.",
            GROUP,
            2,
            Width.MEDIUM,
            "Updates of missing rows")
        .define(
            DELETE_MISSING,
            Type.STRING,
            word(MissingRow.IGNORE),
            ValidString.in(word(MissingRow.IGNORE), word(MissingRow.ERROR)),
            Importance.LOW,
            "What happens to a delete whose row is not there, once the table's copy is over. ignore:"
                + " nothing. error: the sink stops.",
            GROUP,
            3,
            Width.MEDIUM,
            "Deletes of missing rows")
        .define(
            CONFLICT_TABLE,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether each conflict is also recorded in the target's table sluice.conflicts, with the"
                + " row's key, in the transaction that settles it. Nothing empties that table.",
            GROUP,
            4,
            Width.SHORT,
            "Record conflicts")
        .define(
            TOMBSTONES,
            Type.LONG,
            DAY,
            Range.atLeast(0),
            Importance.LOW,
            "With conflict.mode=last_update_wins: for how many milliseconds deletes are remembered, so"
                + " that an older change which comes later does not bring the row back. Let it be"
                + " longer than a change can take from the one side to the other. The sink puts a"
                + " trigger sluice_bury on each table, which notes what the target's own sessions"
                + " delete in sluice.tombstones; it has to own the table or have the privilege TRIGGER."
                + " 0: deletes are not remembered, and there is no"
                + " trigger.",
            GROUP,
            5,
            Width.SHORT,
            "Remember deletes")
        .define(
            REPLICATION_ROLE,
            Type.STRING,
            "replica",
            ValidString.in("replica", ORIGIN),
            Importance.LOW,
            "replica: triggers and foreign keys of the target stay quiet, but for triggers that are"
                + " ENABLE REPLICA or ENABLE ALWAYS; nor does the server then check unique constraints"
                + " that are deferrable. origin: they act as for any session, so that a batch has to"
                + " hold what its rows refer to.",
            GROUP,
            6,
            Width.MEDIUM,
            "Replication role");
  }

  /** What a configuration says. */
  static ApplyRules rules(AbstractConfig config) {
    return new ApplyRules(
        ConflictMode.valueOf(name(config.getString(CONFLICT_MODE))),
        MissingRow.valueOf(name(config.getString(UPDATE_MISSING))),
        MissingRow.valueOf(name(config.getString(DELETE_MISSING))),
        config.getBoolean(CONFLICT_TABLE),
        Duration.ofMillis(config.getLong(TOMBSTONES)),
        config.getString(REPLICATION_ROLE).equals(ORIGIN));
  }

  private static String[] words(Enum<?>[] values) {
    return Arrays.stream(values).map(ConflictKeys::word).toArray(String[]::new);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String name(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
