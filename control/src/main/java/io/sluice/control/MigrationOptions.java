package io.sluice.control;

import io.sluice.control.box.Box;
import io.sluice.control.box.BoxAddress;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.MigrationFile;
import io.sluice.control.report.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options of every command that works on a migration. */
final class MigrationOptions {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The migration, such as migration.yaml.")
  private Path file;

  @Option(
      names = "--box",
      paramLabel = "FOLDER",
      description = "The box to use when the migration names no connect.url.")
  private Path box = Box.DEFAULT_FOLDER;

  Path box() {
    return box;
  }

  /** The migration as the file has it. */
  Migration migration() {
    return MigrationFile.read(file);
  }

  /** The section {@code cutover} of the file. */
  CutoverSettings cutoverSettings() {
    return MigrationFile.readCutover(file);
  }

  /** The migration with the connectors where they already run. */
  Migration running() {
    return located(
        () ->
            Box.find(box)
                .orElseThrow(
                    () ->
                        new Problem(
                            "no box runs in "
                                + box
                                + ": run sluice start first, or give connect.url")));
  }

  /** The same, or without Connect where none is named and no box runs. */
  Migration asFarAsItRuns() {
    Migration migration = migration();
    boolean nobody = migration.connectUrl().isEmpty() && Box.find(box).isEmpty();
    return nobody ? migration : running();
  }

  /** The same; where no Connect is named, a box is started. */
  Migration located(Supplier<BoxAddress> otherwise) {
    Migration migration = migration();
    if (migration.connectUrl().isPresent()) {
      return migration;
    }
    BoxAddress address = otherwise.get();
    return migration.on(address.bootstrapServers(), address.restUrl(), registry(address));
  }

  private static Optional<String> registry(BoxAddress box) {
    return box.registry().filter(server -> box.hasRunningRegistry()).map(it -> it.url().toString());
  }
}
