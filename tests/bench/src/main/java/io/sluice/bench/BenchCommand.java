package io.sluice.bench;

import io.sluice.bench.hop.HopBenchmarks;
import io.sluice.bench.part.Part;
import io.sluice.bench.profile.FlightRecordings;
import io.sluice.bench.report.Report;
import io.sluice.bench.stand.Size;
import io.sluice.control.Subcommand;
import io.sluice.control.box.Distribution;
import io.sluice.control.report.Console;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice bench}: measures Sluice beside what people use today. */
@Command(
    name = "bench",
    description = "Measures Sluice beside what people use today, on this machine, in one run.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Subcommand {

  private static final int GOOD = 0;
  private static final int OURS_FAILED = 1;
  private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "Names of parts, or what they begin with: sluice, limits.copy, native.both; or one half"
              + " of the pipeline: capture, snapshot, apply.")
  private List<String> only = List.of();

  @Option(
      names = "--rows",
      defaultValue = "5000000",
      description = "Rows of the copied table (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--changes",
      defaultValue = "1000000",
      description = "Changes of each workload, in hundreds (default: ${DEFAULT-VALUE}).")
  private long changes;

  @Option(
      names = "--yolos",
      description = "Rows of the table that has nothing but a key (default: twice --rows).")
  private Optional<Long> yolos = Optional.empty();

  @Option(
      names = "--json",
      description = "Print JSON on standard output, and all else on standard error.")
  private boolean json;

  @Option(
      names = "--profile",
      description = "Record broker, worker and bench, and draw a flame graph of each.")
  private boolean profile;

  @Option(
      names = "--hops",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "HOP",
      description =
          "Instead of all this, measure single hops with JMH: those whose names hold HOP, or all.")
  private Optional<String> hops = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where table, chart and figures go. Default: .sluice/bench/<time>")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws Exception {
    if (hops.isPresent()) {
      HopBenchmarks.run(hops.get());
      return GOOD;
    }
    return compare();
  }

  private int compare() throws Exception {
    Console console = Console.standard(json);
    Set<Part> wanted = new Selection(Scenarios.parts()).of(only);
    Size size = new Size(rows, changes, yolos.orElse(2 * rows));
    Path folder = out.orElseGet(BenchCommand::datedFolder);
    Report report = report(size, wanted, folder, console);
    report.write(folder);
    report.print(console);
    console.say("Table, chart and figures are in " + folder.toAbsolutePath().normalize());
    if (json) {
      console.json(report.json());
    }
    return report.isGood() ? GOOD : OURS_FAILED;
  }

  private Report report(Size size, Set<Part> wanted, Path folder, Console console)
      throws Exception {
    Bench bench = new Bench(Distribution.installed(), size, wanted, console);
    if (!profile) {
      return bench.run();
    }
    try (FlightRecordings recordings = FlightRecordings.into(folder.resolve("profile"), console)) {
      return bench.run(recordings);
    }
  }

  private static Path datedFolder() {
    return Path.of(".sluice", "bench", FOLDER.format(LocalDateTime.now()));
  }
}
