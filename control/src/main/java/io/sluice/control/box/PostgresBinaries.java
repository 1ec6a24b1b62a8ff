package io.sluice.control.box;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, from an archive.
 *
 * @param folder where they are unpacked, with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

  /** The first version that brings a collation of its own. */
  private static final int OWN_COLLATION = 17;

  private static final Map<String, PostgresBinaries> FOR_THIS_PROCESS = new HashMap<>();

  /**
   * The programs in the user's cache; where there is none, in a folder that goes with this process.
   */
  static synchronized PostgresBinaries unpackedFor(ServerAccount account, URL archive) {
    if (account != ServerAccount.NOBODY) {
      Path cache = userCache();
      if (isUsable(cache)) {
        return unpackedBelow(cache, archive);
      }
    }
    return FOR_THIS_PROCESS.computeIfAbsent(
        archive.toString(), wanted -> unpackedBelow(temporaryFolder(), archive));
  }

  private static Path userCache() {
    Optional<String> cache = variable("XDG_CACHE_HOME");
    // Java asks the user database for user.home, and the user may have another for this session.
    String home = variable("HOME").orElse(System.getProperty("user.home"));
    Path parent = cache.map(Path::of).orElse(Path.of(home, ".cache"));
    return parent.toAbsolutePath().resolve("sluice");
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private static boolean isUsable(Path cache) {
    try {
      return Files.isWritable(Files.createDirectories(cache));
    } catch (IOException notOurs) {
      return false;
    }
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("sluice-programs-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      AtExit.run(() -> Folders.delete(folder));
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make a temporary folder", failed);
    }
  }

  /** Unpacks the archive below a folder, unless that has been done before. */
  private static PostgresBinaries unpackedBelow(Path parent, URL archive) {
    try {
      Path folder = Folders.create(parent).resolve("postgres-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot unpack PostgreSQL below " + parent, failed);
    }
  }

  /** The path of one of initdb, pg_ctl and postgres. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** UTF-8 and the order of code points, however this version has them. */
  List<String> localeArguments() {
    List<String> utf8 = List.of("--encoding=UTF8", "--locale=C");
    if (major() < OWN_COLLATION) {
      return utf8;
    }
    List<String> all = new ArrayList<>(utf8);
    all.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    return all;
  }

  private int major() {
    try {
      Process process = new ProcessBuilder(program("postgres"), "--version").start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher version = Pattern.compile("\\) (\\d+)").matcher(said);
      if (!version.find()) {
        throw new BoxException(program("postgres") + " does not say its version: " + said);
      }
      return Integer.parseInt(version.group(1));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot run " + program("postgres"), failed);
    }
  }

  private static String fingerprint(URL archive) throws IOException {
    return archive.openConnection() instanceof JarURLConnection inJar
        ? Long.toHexString(inJar.getJarEntry().getCrc())
        : Long.toHexString(checksum(archive));
  }

  private static long checksum(URL archive) throws IOException {
    CRC32 sum = new CRC32();
    try (CheckedInputStream in = new CheckedInputStream(archive.openStream(), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
      return sum.getValue();
    }
  }

  /** Two who unpack at the same time do it twice; the first one's folder stays. */
  private static void unpack(URL archive, Path folder) throws IOException {
    Path fresh = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (InputStream in = archive.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, fresh.resolve(entry.getName()).normalize());
      }
    }
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException taken) {
      Folders.delete(fresh);
      if (!Files.isDirectory(folder)) {
        throw taken;
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    Files.createDirectories(entry.isDirectory() ? path : path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
