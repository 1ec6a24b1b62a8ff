package io.sluice.fault.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One run: clean verifications beside writers, then rounds of what is planted. */
final class FindRun {

  private static final int ROUNDS = 3;
  private static final Duration COPY = Duration.ofMinutes(15);
  private static final String BOUNDS =
      "SELECT up_to[1] FROM sluice.verification WHERE up_to IS NOT NULL ORDER BY range";

  private final FindOptions options;
  private final Consumer<String> out;
  private final BigTable table;
  private int planted;
  private int found;
  private long repaired;
  private int wrong;

  /**
   * @param out where each event is told in a line
   */
  FindRun(FindOptions options, Consumer<String> out) {
    this.options = options;
    this.out = out;
    this.table = new BigTable(options.rows());
  }

  /** Runs it; whether everything planted was found and mended, and nothing else was found. */
  boolean run() throws Exception {
    try (FindStage stage = FindStage.start()) {
      table.fill(stage.source());
      stage.target().execute(BigTable.CREATE);
      require(stage.sluice().run("start"), 0);
      try (LoadWriters writers = LoadWriters.start(stage.source(), table, options.seed())) {
        awaitCopied(stage);
        for (int run = 1; run <= options.runs(); run++) {
          clean(stage, writers, run);
        }
        Random random = new Random(options.seed());
        for (int round = 1; round <= ROUNDS; round++) {
          round(stage, writers, random, round);
        }
      }
    }
    out.accept(sentence());
    return planted > 0 && found == planted && repaired == planted && wrong == 0;
  }

  /** The last line. */
  String sentence() {
    return "%d planted, %d found, %d repaired, %d false".formatted(planted, found, repaired, wrong);
  }

  private void awaitCopied(FindStage stage) {
    Awaitility.await("the end of the copy")
        .atMost(COPY)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> stage.sluice().run("status").report().path("phase").asText().equals("streaming"));
    out.accept(table.rows() + " rows are copied");
  }

  private void clean(FindStage stage, LoadWriters writers, int run) throws Exception {
    Timed timed = verify(stage, writers);
    wrong += timed.named().size();
    if (timed.outcome().exit() != 0) {
      wrong += timed.named().isEmpty() ? 1 : 0;
      out.accept(timed.outcome().report().toString());
    }
    out.accept("clean run " + run + ": " + timed.words());
  }

  private void round(FindStage stage, LoadWriters writers, Random random, int round)
      throws Exception {
    List<Long> bounds = stage.target().texts(BOUNDS).stream().map(Long::valueOf).toList();
    List<Plant> plants = table.plants(random, bounds);
    plant(stage.target(), plants);
    Set<String> expected = plants.stream().map(Plant::sentence).collect(Collectors.toSet());
    Timed timed = verify(stage, writers);
    Set<String> missed = new HashSet<>(expected);
    missed.removeAll(timed.named());
    Set<String> more = new HashSet<>(timed.named());
    more.removeAll(expected);
    planted += expected.size();
    found += expected.size() - missed.size();
    wrong += more.size();
    out.accept("round %d: %d planted, %s".formatted(round, expected.size(), timed.words()));
    missed.forEach(each -> out.accept("not found: " + each));
    more.forEach(each -> out.accept("not planted: " + each));
    repair(stage, writers, round);
  }

  private void repair(FindStage stage, LoadWriters writers, int round) throws Exception {
    Timed timed = verify(stage, writers, "--repair");
    JsonNode report = timed.outcome().report();
    repaired += report.path("repaired").asLong();
    wrong += timed.outcome().exit() == 0 ? 0 : 1;
    out.accept(
        "round %d: %s, %s".formatted(round, report.path("repaired") + " repaired", timed.words()));
  }

  private static void plant(TestDatabase target, List<Plant> plants) {
    target.execute(plants.stream().map(Plant::sql).toArray(String[]::new));
  }

  private Timed verify(FindStage stage, LoadWriters writers, String... more) throws Exception {
    long before = writers.changes();
    long start = System.nanoTime();
    List<String> arguments = new ArrayList<>(List.of("--patience", "3"));
    arguments.addAll(List.of(more));
    ReportedCommand.Outcome outcome =
        stage.sluice().run("verify", arguments.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Timed(outcome, seconds, writers.changes() - before);
  }

  private static void require(ReportedCommand.Outcome outcome, int exit) throws IOException {
    if (outcome.exit() != exit) {
      throw new IOException("a command failed: " + outcome.report());
    }
  }

  /** A verification, how long it took, and what was written meanwhile. */
  private record Timed(ReportedCommand.Outcome outcome, double seconds, long changes) {

    Set<String> named() {
      Set<String> named = new HashSet<>();
      for (JsonNode row : outcome.report().path("tables").path(0).path("keys")) {
        named.add(row.path("key").path("id").asText() + " " + row.path("kind").asText());
      }
      return named;
    }

    String words() {
      JsonNode result = outcome.report().path("tables").path(0);
      return String.format(
          Locale.ROOT,
          "%s, %d rows in %d ranges, %d differ, %d hot, %.1f s, %d changes meanwhile",
          result.path("state").asText(),
          result.path("rows").asLong(),
          result.path("ranges").asInt(),
          named().size(),
          result.path("hot").asInt(),
          seconds,
          changes);
    }
  }
}
