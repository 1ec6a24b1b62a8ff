package io.sluice.e2e;

import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQL in paragraphs: a blank line ends one, and each is a transaction of its own.
 *
 * @param name for messages
 * @param paragraphs one or more statements each
 */
public record Script(String name, List<String> paragraphs) {

  static final Script EMPTY = new Script("nothing", List.of());

  public Script {
    paragraphs = List.copyOf(paragraphs);
  }

  /** Reads a file. */
  public static Script read(Path file) {
    try {
      List<String> paragraphs =
          Stream.of(Files.readString(file).split("\\n\\s*\\n"))
              .filter(text -> !text.isBlank())
              .toList();
      return new Script(file.toString(), paragraphs);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  /** Runs all paragraphs, one after the other, in one session. */
  public void run(TestDatabase database) {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      // Braces belong to arrays and JSON here.
      statement.setEscapeProcessing(false);
      // Our own sessions see pg_catalog only.
      statement.execute("SET search_path = public");
      for (String paragraph : paragraphs) {
        statement.execute(paragraph);
      }
    } catch (SQLException failed) {
      throw new AssertionError(name + " failed: " + failed.getMessage(), failed);
    }
  }
}
