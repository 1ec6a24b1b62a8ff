package io.sluice.e2e;

import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A {@code migration.yaml} as a user writes it.
 *
 * @param name of the migration
 * @param source where from
 * @param password the source's
 * @param table the only one, {@code schema.table}
 * @param target where to
 */
record MigrationYaml(String name, Endpoint source, String password, String table, Endpoint target) {

  MigrationYaml withPassword(String other) {
    return new MigrationYaml(name, source, other, table, target);
  }

  MigrationYaml withSource(Endpoint other) {
    return new MigrationYaml(name, other, other.password().value(), table, target);
  }

  MigrationYaml withTable(String other) {
    return new MigrationYaml(name, source, password, other, target);
  }

  /** The file, in a folder. */
  Path write(Path folder) throws IOException {
    String text =
        """
        name: %s
        source:
        %s  tables: ["%s"]
        target:
        %s"""
            .formatted(
                name, fields(source, password), table, fields(target, target.password().value()));
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private static String fields(Endpoint endpoint, String password) {
    return """
          host: %s
          port: %d
          database: %s
          user: %s
          password: "%s"
        """
        .formatted(
            endpoint.host(), endpoint.port(), endpoint.database(), endpoint.user(), password);
  }
}
