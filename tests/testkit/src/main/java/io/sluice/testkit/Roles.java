package io.sluice.testkit;

import io.sluice.control.box.Distribution;
import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The roles that users are told to make, by the files that they run.
 *
 * @param capture the source connector's
 * @param apply the sink connector's
 */
public record Roles(String capture, String apply) {

  /** As the files have them. */
  public static final Roles AS_TOLD = new Roles("sluice_capture", "sluice_apply");

  private static final String PASSWORD = "change me";

  /** Lets the source connector into its database, as its superuser. */
  public void grantCapture(TestDatabase source) {
    run(source, "roles-source.sql");
  }

  /** Lets the sink connector into its database, as its superuser. */
  public void grantApply(TestDatabase target) {
    run(target, "roles-target.sql");
  }

  /** Lets the commands move writers to or from a database, as its superuser. */
  public void grantCutover(TestDatabase side) {
    run(side, "roles-cutover.sql");
  }

  private void run(TestDatabase database, String file) {
    Path path = Distribution.installed().connectConfigs().resolve(file);
    try {
      database.execute(
          Files.readString(path).replace(AS_TOLD.capture, capture).replace(AS_TOLD.apply, apply));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + path, failed);
    }
  }

  /** A database, seen by the source connector's role. */
  public TestDatabase asCapture(TestDatabase source) {
    return as(capture, source);
  }

  /** A database, seen by the sink connector's role. */
  public TestDatabase asApply(TestDatabase target) {
    return as(apply, target);
  }

  private static TestDatabase as(String role, TestDatabase database) {
    Endpoint all = database.endpoint();
    return new TestDatabase(Endpoint.of(all.host(), all.port(), all.database(), role, PASSWORD));
  }
}
