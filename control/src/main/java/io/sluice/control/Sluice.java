package io.sluice.control;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "sluice",
    description = "Moves a live PostgreSQL database to another PostgreSQL server through Kafka.",
    mixinStandardHelpOptions = true,
    version = "sluice 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      CheckCommand.class,
      SchemaCommand.class,
      StartCommand.class,
      StatusCommand.class,
      CompareCommand.class,
      VerifyCommand.class,
      CutoverCommand.class,
      RollbackCommand.class,
      HandoverCommand.class,
      ProbeCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      ResnapshotCommand.class,
      AddTableCommand.class,
      SkipCommand.class,
      CleanupCommand.class
    },
    footer = "%nIn a clone, sluice bench measures Sluice beside what people use today.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good",
      "1:something is not equal, a check failed, or a cutover was taken back",
      "2:a mistake in usage, configuration or environment"
    })
public final class Sluice implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Sluice sluice = new Sluice();
    Failures failures = new Failures(() -> sluice.verbose);
    CommandLine commandLine = new CommandLine(sluice);
    ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
    return commandLine
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Without a subcommand there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; see sluice --help");
  }
}
