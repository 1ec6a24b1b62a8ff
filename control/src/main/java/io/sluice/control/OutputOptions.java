package io.sluice.control;

import io.sluice.control.report.Console;
import picocli.CommandLine.Option;

/** How a command prints. */
final class OutputOptions {

  @Option(
      names = "--json",
      description = "Print JSON on standard output, and all else on standard error.")
  private boolean json;

  boolean json() {
    return json;
  }

  Console console() {
    return Console.standard(json);
  }
}
