package io.sluice.control.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that goes when this process goes, however it ends. Open it before the servers that live
 * in it: what is opened later is ended earlier.
 */
public final class TemporaryFolder implements AutoCloseable {

  private final Path path;
  private final Runnable atExit = this::close;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** Makes a folder for this user only, where the system keeps temporary files. */
  public static TemporaryFolder create(String prefix) {
    try {
      TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(prefix));
      AtExit.run(folder.atExit);
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot create a temporary folder", failed);
    }
  }

  /** A path below it; nothing is created. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    AtExit.forget(atExit);
    Folders.delete(path);
  }
}
