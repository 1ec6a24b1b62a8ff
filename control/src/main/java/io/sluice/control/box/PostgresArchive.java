package io.sluice.control.box;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * PostgreSQL's programs for this machine, packed. The newest version comes with the distribution.
 * Archives of all versions have one name, so the older ones lie beside it, and only once somebody
 * has asked for one.
 *
 * @param url of the archive (tar, xz), with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresArchive(URL url) {

  /** The oldest major version that there is an archive of. */
  public static final int OLDEST = 15;

  /** The major version that the distribution brings. */
  public static final int NEWEST = 18;

  /** What brings an older one there, in the repository's folder; the version follows. */
  private static final String COMMAND = "mvn -pl control dependency:unpack@postgres-";

  /**
   * The one of a version.
   *
   * @param distribution which older ones lie beside, in {@code postgres/<major>}
   * @param major {@link #OLDEST} to {@link #NEWEST}
   * @throws BoxException it was never fetched
   */
  public static PostgresArchive of(Distribution distribution, int major) {
    return major == NEWEST ? newest() : older(distribution, major);
  }

  /** The one on the class path. */
  static PostgresArchive newest() {
    URL found = PostgresArchive.class.getResource("/" + name());
    if (found == null) {
      throw new BoxException(
          "no PostgreSQL for this machine on the class path ("
              + name()
              + "); build on the machine that runs it");
    }
    return new PostgresArchive(found);
  }

  private static PostgresArchive older(Distribution distribution, int major) {
    Path folder = distribution.home().resolveSibling("postgres").resolve(Integer.toString(major));
    Path file = folder.resolve(name());
    if (!Files.isRegularFile(file)) {
      throw new BoxException(
          "no PostgreSQL %d: there is no %s; start with ./sluice, which gets it, or run %s%d"
              .formatted(major, file, COMMAND, major));
    }
    return new PostgresArchive(url(file));
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(file + " has no URL", impossible);
    }
  }

  private static String name() {
    return "postgres-" + system() + "-" + machine() + ".txz";
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : "linux";
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }
}
