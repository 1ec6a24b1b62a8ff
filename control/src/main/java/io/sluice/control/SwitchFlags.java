package io.sluice.control;

import io.sluice.control.cutover.Compared;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How writers are moved; what is not given is what the migration's section cutover says. */
final class SwitchFlags {

  @Option(
      names = "--fence",
      paramLabel = "tables|roles",
      description = "Refuse writes to the tables, or take the login of roles.")
  private Optional<String> fence;

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "A role that the application logs in as, with --fence roles; may be repeated.")
  private List<String> roles = List.of();

  @Option(
      names = "--switch",
      paramLabel = "COMMAND",
      description = "Moves the application over, for sh -c; 0 if it has.")
  private Optional<String> command;

  @Option(
      names = "--switch-timeout",
      paramLabel = "SECONDS",
      description = "How long the switch command may take.")
  private Optional<Integer> switchTimeout;

  @Option(
      names = "--sequence-margin",
      paramLabel = "VALUES",
      description = "How many values to skip in each sequence.")
  private Optional<Long> margin;

  @Option(
      names = "--max-downtime",
      paramLabel = "SECONDS",
      description = "Let writers in again where they were if they have not been moved by then.")
  private Optional<Integer> maxDowntime;

  @Option(
      names = "--max-lag",
      paramLabel = "SECONDS",
      description = "Do not begin while a mark takes longer to the other side.")
  private Optional<Integer> maxLag;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long each step before that may wait (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--postpone-file",
      paramLabel = "FILE",
      description = "Do not stop the writers while this file is there.")
  private Optional<Path> postponeFile;

  @Option(names = "--rehearse", description = "Do everything but stopping and moving the writers.")
  private boolean rehearse;

  @Option(
      names = "--compare",
      defaultValue = "changes",
      paramLabel = "changes|whole|nothing",
      description =
          "What to compare while writers are stopped: what changed since the last verification, all"
              + " tables, or nothing (default: ${DEFAULT-VALUE}).")
  private Compared compared;

  @Option(
      names = "--without-sink",
      paramLabel = "CONNECTOR",
      description = "Do not wait for this other sink of the same topics; may be repeated.")
  private Set<String> without = Set.of();

  @Option(names = "--force", description = "Go on although the other side lacks something.")
  private boolean force;

  /**
   * @param settings of the migration's file
   * @param oneWay without a way back
   */
  SwitchOptions options(CutoverSettings settings, boolean oneWay) {
    return new SwitchOptions(
        merged(settings),
        postponeFile,
        rehearse,
        force,
        oneWay,
        compared,
        without,
        seconds("--timeout", timeout));
  }

  private CutoverSettings merged(CutoverSettings settings) {
    CutoverSettings merged =
        settings
            .withMargin(nonNegative(margin.orElse(settings.margin())))
            .withLimits(
                limit("--switch-timeout", switchTimeout, settings.switchTimeout()),
                limit("--max-downtime", maxDowntime, settings.maxDowntime()),
                limit("--max-lag", maxLag, settings.maxLag()));
    CutoverSettings fenced =
        fence.isPresent() || !roles.isEmpty()
            ? merged.with(Fencing.of(fence.orElse("roles"), roles))
            : merged;
    return command.map(fenced::withSwitch).orElse(fenced);
  }

  private static Duration limit(String name, Optional<Integer> given, Duration otherwise) {
    return given.map(value -> seconds(name, value)).orElse(otherwise);
  }

  private static Duration seconds(String name, int value) {
    if (value <= 0) {
      throw new Problem(name + " must be positive");
    }
    return Duration.ofSeconds(value);
  }

  private static long nonNegative(long margin) {
    if (margin < 0) {
      throw new Problem("--sequence-margin must not be negative");
    }
    return margin;
  }
}
