package io.sluice.control.cutover;

import io.sluice.control.migration.CutoverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How writers are to be moved this time.
 *
 * @param settings of the migration, and what the command line has in their place
 * @param postponeFile the writers are not stopped while this file is there
 * @param rehearse everything but stopping and moving them
 * @param force go on although the other side lacks something
 * @param oneWay no pipeline back
 * @param compared what is compared before the writers are moved
 * @param without sinks that nobody waits for
 * @param timeout how long each step may wait while the writers write
 */
public record SwitchOptions(
    CutoverSettings settings,
    Optional<Path> postponeFile,
    boolean rehearse,
    boolean force,
    boolean oneWay,
    Compared compared,
    Set<String> without,
    Duration timeout) {

  public SwitchOptions {
    without = Set.copyOf(without);
  }

  /** With these settings, and nothing out of the ordinary. */
  public static SwitchOptions of(CutoverSettings settings) {
    return new SwitchOptions(
        settings,
        Optional.empty(),
        false,
        false,
        false,
        Compared.CHANGES,
        Set.of(),
        Duration.ofMinutes(10));
  }

  /** The same as a rehearsal. */
  public SwitchOptions rehearsal() {
    return new SwitchOptions(
        settings, postponeFile, true, force, oneWay, compared, without, timeout);
  }

  /** The same, postponed while a file is there. */
  public SwitchOptions postponedBy(Path file) {
    return new SwitchOptions(
        settings, Optional.of(file), rehearse, force, oneWay, compared, without, timeout);
  }

  /** The same without waiting for some sinks. */
  public SwitchOptions without(Set<String> sinks) {
    return new SwitchOptions(
        settings, postponeFile, rehearse, force, oneWay, compared, sinks, timeout);
  }

  /** The same with another patience. */
  public SwitchOptions withTimeout(Duration limit) {
    return new SwitchOptions(
        settings, postponeFile, rehearse, force, oneWay, compared, without, limit);
  }
}
