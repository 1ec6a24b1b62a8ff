package io.sluice.control;

import io.sluice.control.box.Distribution;
import io.sluice.control.check.CheckReport;
import io.sluice.control.check.Checkup;
import io.sluice.control.check.CutoverIntent;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice check}: all that could go wrong, before it does. */
@Command(
    name = "check",
    description = "Looks at source, target, Kafka and Connect; shows every problem at once.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--one-way",
      description = "Leave out what only a way back needs, as sluice cutover --one-way does.")
  private boolean oneWay;

  @Override
  public Integer call() {
    Console console = output.console();
    Migration migration = options.asFarAsItRuns();
    Path templates = Distribution.installed().connectConfigs();
    ConnectorConfigs configs = ConnectorConfigs.of(migration, templates);
    CutoverIntent intent = new CutoverIntent(options.cutoverSettings().fencing(), oneWay);
    CheckReport report = Checkup.of(migration, configs, intent, templates).run();
    report.print(console);
    if (output.json()) {
      console.json(report.report());
    }
    return report.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }
}
