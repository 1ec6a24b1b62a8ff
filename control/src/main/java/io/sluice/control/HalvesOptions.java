package io.sluice.control;

import io.sluice.control.operate.Halves;
import picocli.CommandLine.Option;

/** The options of a command that is about both connectors, or one of them. */
final class HalvesOptions {

  @Option(names = "--source", description = "The source connector only.")
  private boolean source;

  @Option(names = "--sink", description = "The sink connector only.")
  private boolean sink;

  Halves halves() {
    return Halves.named(source, sink);
  }
}
