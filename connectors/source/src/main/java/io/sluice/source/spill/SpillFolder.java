package io.sluice.source.spill;

import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one connector's streamed transactions wait for their end. Their files hold rows: nobody but
 * the worker's user may read them.
 *
 * @param folder made if it is missing
 * @param owner the connector, of letters, digits, {@code _} and {@code -}; begins the files' names
 */
public record SpillFolder(Path folder, String owner) {

  private static final String SUFFIX = ".spill";

  /** Where the process has its temporary files. */
  public static Path standard() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Deletes what an earlier run of the same connector left when it was killed. */
  public void clear() {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, prefix() + "*" + SUFFIX)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  /** A new file for one transaction. */
  SpillFile create() {
    try {
      return new SpillFile(this, Files.createTempFile(folder, prefix(), SUFFIX));
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  private String prefix() {
    return "sluice-" + owner + "-";
  }

  SourceFailure failure(IOException failed) {
    return new SourceFailure(
        ErrorCode.SPILL_FAILED,
        "Folder %s, in which transactions wait that the server streams while they are in progress, cannot be used: %s. Give it room and access, or set stream.spill.dir to another folder, then restart the connector; nothing is lost."
            .formatted(folder, failed));
  }
}
