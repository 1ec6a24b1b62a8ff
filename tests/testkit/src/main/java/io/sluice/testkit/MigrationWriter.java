package io.sluice.testkit;

import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes a migration as the file that its commands read. */
public final class MigrationWriter {

  private MigrationWriter() {}

  /**
   * Writes it, without what it renames.
   *
   * @param folder where the file is to be
   */
  public static Path write(Migration migration, Path folder) {
    try {
      return Files.writeString(folder.resolve(migration.name() + ".yaml"), text(migration));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Migration migration) {
    return """
        name: %s
        kafka: {bootstrap.servers: "%s"}
        connect: {url: "%s"}
        source: {%s, %s}
        target: {%s}
        """
        .formatted(
            migration.name(),
            migration.bootstrapServers().orElseThrow(),
            migration.connectUrl().orElseThrow(),
            fields(migration.source().database().endpoint()),
            fields(migration.source()),
            fields(migration.target().endpoint()));
  }

  private static String fields(Source source) {
    return "publication: \"%s\", slot: \"%s\", tables: [%s]"
        .formatted(
            source.publication(),
            source.slot(),
            source.tables().stream()
                .map(table -> "'" + table.replace("'", "''") + "'")
                .collect(Collectors.joining(", ")));
  }

  private static String fields(Endpoint endpoint) {
    return "host: %s, port: %d, database: %s, user: %s, password: \"%s\""
        .formatted(
            endpoint.host(),
            endpoint.port(),
            endpoint.database(),
            endpoint.user(),
            endpoint.password().value());
  }
}
