package io.sluice.control;

import picocli.CommandLine.Option;

/** The option of every command that changes something. */
final class ChangeOptions {

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  boolean dryRun() {
    return dryRun;
  }
}
