package io.sluice.e2e;

import io.sluice.control.box.Distribution;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The roles that users are told to make for the connectors, by the files that they run. */
enum Roles {
  SOURCE("roles-source.sql", "sluice_capture"),
  TARGET("roles-target.sql", "sluice_apply");

  private static final String PASSWORD = "change me";

  private final String file;
  private final String role;

  Roles(String file, String role) {
    this.file = file;
    this.role = role;
  }

  /** Runs the file in a database, as its superuser. */
  void grant(TestDatabase database) {
    Path path = Distribution.installed().connectConfigs().resolve(file);
    try {
      database.execute(Files.readString(path));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + path, failed);
    }
  }

  /** A database, seen by the role. */
  TestDatabase in(TestDatabase database) {
    Endpoint all = database.endpoint();
    return new TestDatabase(Endpoint.of(all.host(), all.port(), all.database(), role, PASSWORD));
  }
}
