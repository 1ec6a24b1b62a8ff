package io.sluice.fault.sink;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** A stage on which people trade, somebody reads, and an operator looks after the connectors. */
final class Pipeline implements AutoCloseable {

  private static final Duration SETTLE = Duration.ofMinutes(4);

  private final long start = System.nanoTime();
  private final long seed;
  private final Consumer<String> out;
  private final Stage stage;
  private final Shop shop;
  private final Operator operator;
  private final BankReader reader;
  private int openings;

  private Pipeline(long seed, Consumer<String> out, Stage stage) {
    this.seed = seed;
    this.out = out;
    this.stage = stage;
    this.shop = Shop.build(stage.source());
    this.operator = new Operator(stage, this::say);
    this.reader = new BankReader(stage.target().database());
  }

  /**
   * Starts everything but the trade, and returns while tables are being copied.
   *
   * @param out where each event is told in a line
   */
  static Pipeline start(long seed, Consumer<String> out) {
    Pipeline pipeline = new Pipeline(seed, out, Stage.start());
    pipeline.stage.deploySource();
    pipeline.stage.deploySink();
    pipeline.say("everything runs");
    return pipeline;
  }

  /** Lets people trade, also again after {@link #settle}. */
  void open() {
    shop.open(seed + openings++);
  }

  /** Lets a fault happen; how it went. */
  String inject(PlannedFault fault) throws Exception {
    double at = seconds();
    String how = fault.kind().inject(stage, fault);
    String held = String.format(Locale.ROOT, "%.1f s", fault.hold().toMillis() / 1e3);
    say(at, fault.kind().words() + " (" + held + (how.isEmpty() ? "" : ", " + how) + ")");
    return how;
  }

  /** Nothing is wrong any more: waits until all that was written has come, and compares. */
  Verdict settle() throws Exception {
    shop.close();
    String mark = shop.mark();
    boolean arrived = stage.reaches(() -> !stage.target().database().texts(mark).isEmpty(), SETTLE);
    if (!arrived) {
      say("after " + SETTLE.toSeconds() + " s not everything is applied:");
      stage.connect().status(stage.sourceName()).ifPresent(status -> say(status.toString()));
      stage.connect().status(stage.sink()).ifPresent(status -> say(status.toString()));
    }
    return Verdict.of(stage.source(), stage.target().database());
  }

  int restarts() {
    return operator.restarts();
  }

  BankReader reader() {
    return reader;
  }

  void say(String what) {
    say(seconds(), what);
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private void say(double seconds, String what) {
    out.accept(String.format(Locale.ROOT, "%7.1f s  %s", seconds, what));
  }

  @Override
  public void close() throws Exception {
    operator.close();
    reader.close();
    shop.close();
    stage.close();
  }
}
