package io.sluice.control;

import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresArchive;
import io.sluice.control.demo.CutoverDemo;
import io.sluice.control.demo.CutoverDemoResult;
import io.sluice.control.demo.Demo;
import io.sluice.control.demo.DemoOptions;
import io.sluice.control.demo.DemoResult;
import io.sluice.control.report.Console;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice demo}: moves a live shop between two servers on this machine. */
@Command(
    name = "demo",
    description = "Moves a live shop between two servers on this machine, and proves it equal.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin private OutputOptions output;

  @Option(
      names = "--rows",
      defaultValue = "200000",
      description = "About how many rows the shop has (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--writers",
      defaultValue = "4",
      description = "How many write at the same time (default: ${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "How long they write at least (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--cutover",
      description =
          "Moves a market of 21 tables with its writers from PostgreSQL 15 to 18: cutover,"
              + " rollback and cutover again.")
  private boolean cutover;

  @Option(
      names = "--source-version",
      paramLabel = "<major>",
      description =
          "Major version of the source: 15, 16, 17 or 18 (default: 15 with --cutover, otherwise"
              + " 18). The target is 18. ./sluice downloads an older server, once.")
  private Optional<Integer> sourceVersion;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    DemoOptions options = new DemoOptions(rows, writers, seconds, sourceVersion());
    return cutover ? cutover(options, console) : copy(options, console);
  }

  private int sourceVersion() {
    return sourceVersion.orElse(cutover ? PostgresArchive.OLDEST : PostgresArchive.NEWEST);
  }

  private int cutover(DemoOptions options, Console console) throws SQLException {
    CutoverDemoResult result = new CutoverDemo(options, Distribution.installed(), console).run();
    result.print(console);
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  private int copy(DemoOptions options, Console console) throws SQLException {
    DemoResult result = new Demo(options, Distribution.installed(), console).run();
    result.print(console);
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }
}
