package io.sluice.testkit.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;

/**
 * A version of PostgreSQL that tests can have a server of.
 *
 * @param major 15 to 18
 */
public record PostgresVersion(int major) {

  /** What an embedded server is when nobody asks for another. */
  public static final PostgresVersion NEWEST = new PostgresVersion(18);

  /** Every version that Sluice is tested with, oldest first. */
  public static final List<PostgresVersion> ALL =
      List.of(new PostgresVersion(15), new PostgresVersion(16), new PostgresVersion(17), NEWEST);

  private static final String PROPERTY = "sluice.test.postgres";
  private static final int OLDEST_MAJOR = 15;
  private static final int NEWEST_MAJOR = 18;

  /** Refuses a version that the tests have no server of. */
  public PostgresVersion {
    if (major < OLDEST_MAJOR || major > NEWEST_MAJOR) {
      throw new IllegalArgumentException(
          "no server of PostgreSQL %d; there are %d to %d"
              .formatted(major, OLDEST_MAJOR, NEWEST_MAJOR));
    }
  }

  /**
   * What this JVM's tests run on: {@code -Dsluice.test.postgres=15}; the newest where that is not
   * said or is the address of a server.
   */
  public static PostgresVersion underTest() {
    String said = System.getProperty(PROPERTY, "").strip();
    return isMajor(said) ? new PostgresVersion(Integer.parseInt(said)) : NEWEST;
  }

  /** Whether a value of {@code sluice.test.postgres} is a version and not an address. */
  public static boolean isMajor(String said) {
    return said.matches("\\d{1,3}");
  }

  /** Whether it is what embedded servers are when nobody asks for another. */
  public boolean isNewest() {
    return equals(NEWEST);
  }

  /** The archive (tar, xz) with this version's programs for this machine. */
  public URL archive() {
    String file = "postgres-" + system() + "-" + machine() + ".txz";
    String name = isNewest() ? "/" + file : major + "/" + file;
    URL found = PostgresVersion.class.getResource(name);
    if (found == null) {
      throw new IllegalStateException(
          "no PostgreSQL " + major + " for this machine: " + name + " is not on the class path");
    }
    return found;
  }

  /** Opens the archive. */
  public InputStream open() {
    try {
      return archive().openStream();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + archive(), failed);
    }
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : "linux";
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major;
  }
}
