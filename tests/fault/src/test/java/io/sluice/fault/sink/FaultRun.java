package io.sluice.fault.sink;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** One run: people trade, faults come as scheduled, and in the end both sides are compared. */
final class FaultRun {

  private static final Duration SETTLE = Duration.ofMinutes(4);

  /**
   * Whether reads in the target have to see whole transactions. They do once {@code
   * apply.consistency=transaction} is there.
   */
  private static final boolean READS_ARE_JUDGED = false;

  private final Schedule schedule;
  private final long seed;
  private final Consumer<String> out;
  private final long start = System.nanoTime();

  FaultRun(Schedule schedule, long seed, Consumer<String> out) {
    this.schedule = schedule;
    this.seed = seed;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @return whether nothing was lost, nothing came twice and the sum is whole
   */
  boolean run() throws Exception {
    try (Stage stage = Stage.start();
        Shop shop = Shop.build(stage.source())) {
      say("everything runs");
      stage.deploySource();
      stage.deploySink();
      shop.open(seed);
      try (Operator operator = new Operator(stage, this::say);
          BankReader reader = new BankReader(stage.target().database())) {
        inject(stage);
        Verdict verdict = settle(stage, shop);
        say(operator.restarts() + " restarts by hand");
        say(reader.reads() + " reads of the bank, " + reader.broken() + " between transactions");
        verdict.differences().forEach(this::say);
        out.accept(verdict.sentence(schedule.faults().size()));
        return verdict.isClean() && (!READS_ARE_JUDGED || reader.broken() == 0);
      }
    }
  }

  private void inject(Stage stage) throws Exception {
    long begin = System.nanoTime();
    for (PlannedFault fault : schedule.faults()) {
      long wait = fault.at().toMillis() - (System.nanoTime() - begin) / 1_000_000;
      Thread.sleep(Math.max(0, wait));
      String how = fault.kind().inject(stage, fault);
      String lasted = "%.1f s".formatted(fault.hold().toMillis() / 1e3);
      say("%s (%s%s)".formatted(fault.kind().words(), lasted, how.isEmpty() ? "" : ", " + how));
    }
  }

  /** Nothing is wrong any more: all that was written has to come. */
  private Verdict settle(Stage stage, Shop shop) throws Exception {
    shop.close();
    String mark = shop.mark();
    say("no more faults; waiting until everything is applied");
    boolean arrived = stage.reaches(() -> !stage.target().database().texts(mark).isEmpty(), SETTLE);
    if (!arrived) {
      say("after " + SETTLE.toSeconds() + " s not everything is applied:");
      stage.connect().status(stage.sourceName()).ifPresent(status -> say(status.toString()));
      stage.connect().status(stage.sink()).ifPresent(status -> say(status.toString()));
    }
    return Verdict.of(stage.source(), stage.target().database());
  }

  private void say(String what) {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.accept(String.format(Locale.ROOT, "%7.1f s  %s", seconds, what));
  }
}
