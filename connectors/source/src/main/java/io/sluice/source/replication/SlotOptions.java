package io.sluice.source.replication;

import io.sluice.source.spill.SpillFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What to stream from.
 *
 * @param name of the replication slot: lower-case letters, digits and underscores
 * @param publication whose tables are streamed
 * @param application what the server shows as the stream's {@code application_name}: it tells this
 *     connector's hold on the slot from that of others
 * @param statusInterval how often the server hears how far the stream has been confirmed
 * @param failover whether standbys are to keep a copy of the slot, from PostgreSQL 17 on
 * @param origins whose changes are wanted
 * @param spillFolder where transactions wait that the server streams while they are in progress
 * @param canary whether the publication is tried by a table of its own, see {@link Canary}
 */
public record SlotOptions(
    String name,
    String publication,
    String application,
    Duration statusInterval,
    boolean failover,
    Origins origins,
    Path spillFolder,
    boolean canary) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");

  public SlotOptions {
    if (!isValidName(name)) {
      throw new IllegalArgumentException(
          "a slot's name has 1 to 63 lower-case letters, digits and underscores, not " + name);
    }
    if (publication.isEmpty()) {
      throw new IllegalArgumentException("a publication has a name");
    }
    if (statusInterval.isNegative() || statusInterval.isZero()) {
      throw new IllegalArgumentException("a status interval is positive: " + statusInterval);
    }
  }

  /**
   * A slot that stays on its server, all changes and no canary; transactions in progress wait among
   * the process's temporary files.
   */
  public SlotOptions(String name, String publication, String application, Duration statusInterval) {
    this(
        name,
        publication,
        application,
        statusInterval,
        false,
        Origins.ANY,
        SpillFolder.standard(),
        false);
  }

  /** The folder for what is streamed in progress; the connector and its slot name the files. */
  SpillFolder spill() {
    return new SpillFolder(spillFolder, name + "-" + Integer.toHexString(application.hashCode()));
  }

  /** The same with a canary. */
  public SlotOptions withCanary() {
    return new SlotOptions(
        name, publication, application, statusInterval, failover, origins, spillFolder, true);
  }

  /** The same with copies on standbys. */
  public SlotOptions withFailover() {
    return new SlotOptions(
        name, publication, application, statusInterval, true, origins, spillFolder, canary);
  }

  /** Whether PostgreSQL allows this name for a slot. */
  public static boolean isValidName(String name) {
    return NAME.matcher(name).matches();
  }
}
