package io.sluice.bench.part;

import io.sluice.bench.measure.Sampler;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One run of the bench, as its scenarios see it. Used by one thread. */
public final class Run {

  private static final Patience LOOK = Patience.of(Duration.ofSeconds(1));

  private static final double STILL_SECONDS = 1;

  /** Longer than a broker or worker takes to give somebody up. */
  private static final double LONGEST_STILL_SECONDS = 240;

  private final Stand stand;
  private final Set<Part> wanted;
  private final Consumer<Outcome> news;
  private final Map<Part, Outcome> outcomes = new LinkedHashMap<>();

  /**
   * @param wanted what was asked for
   * @param news hears of every outcome as soon as it is there
   */
  public Run(Stand stand, Set<Part> wanted, Consumer<Outcome> news) {
    this.stand = stand;
    this.wanted = Set.copyOf(wanted);
    this.news = news;
  }

  public Stand stand() {
    return stand;
  }

  /** Whether a part was asked for. */
  public boolean wants(Part part) {
    return wanted.contains(part);
  }

  /** Whether none of these parts is still wanted. */
  public boolean isDone(Part... parts) {
    for (Part part : parts) {
      if (wants(part) && !outcomes.containsKey(part)) {
        return false;
      }
    }
    return true;
  }

  /** Does a part's work, and keeps its figures if it was asked for. */
  public void measure(Part part, Work work) throws Exception {
    try (Sampler sampler = Sampler.start(work.gauge(), work.processes())) {
      work.begin().run();
      await(work, sampler);
      if (wants(part)) {
        keep(new Outcome.Measured(part, sampler.measurement(work.rows())));
      }
    }
  }

  /** Fails a part whose result is not what it should be. */
  public void check(Part part, boolean good, String complaint) {
    if (!good && wants(part)) {
      keep(new Outcome.Failed(part, complaint));
    }
  }

  /** Fails a part unless the source and a copy hold the same rows. */
  public void checkRows(Part part, Table table, TargetDatabase copy) throws SQLException {
    if (!wants(part)) {
      return;
    }
    Table.Digest there = table.digest(copy.database());
    Table.Digest here = stand.digest(table);
    check(
        part,
        here.equals(there),
        String.format(
            "the target differs: %,d rows of %s at the source, %,d at the target%s",
            here.rows(),
            table.id(),
            there.rows(),
            here.rows() == there.rows() ? ", with other contents" : ""));
  }

  /** Keeps what came of a part; the latest word holds. */
  public void keep(Outcome outcome) {
    outcomes.put(outcome.part(), outcome);
    news.accept(outcome);
  }

  /** What came of the parts so far. */
  public Collection<Outcome> outcomes() {
    return outcomes.values();
  }

  /** Questions cost CPU, so that nothing is asked as long as something arrives. */
  private static void await(Work work, Sampler sampler) throws Exception {
    while (sampler.secondsStill() < STILL_SECONDS || !work.finished().ask()) {
      sampler.requireHealth();
      if (sampler.secondsStill() > LONGEST_STILL_SECONDS) {
        throw new Problem("nothing has arrived for " + (long) LONGEST_STILL_SECONDS + " s");
      }
      LOOK.pause();
    }
  }
}
