package io.sluice.fault.sink;

import java.util.function.Consumer;

/**
 * One run: people trade, faults come as scheduled, and in the end both sides are compared.
 *
 * @param schedule what happens when
 * @param seed of the workload
 * @param out where each event is told in a line
 */
record FaultRun(Schedule schedule, long seed, Consumer<String> out) {

  /**
   * Whether reads in the target have to see whole transactions. They do once {@code
   * apply.consistency=transaction} is there.
   */
  private static final boolean READS_ARE_JUDGED = true;

  /**
   * Runs it.
   *
   * @return whether nothing was lost, nothing came twice and the sum is whole
   */
  boolean run() throws Exception {
    try (Pipeline pipeline = Pipeline.start(seed, out)) {
      pipeline.open();
      inject(pipeline);
      pipeline.say("no more faults; waiting until everything is applied");
      Verdict verdict = pipeline.settle();
      pipeline.say(pipeline.restarts() + " restarts by hand");
      BankReader reader = pipeline.reader();
      pipeline.say(reader.reads() + " reads of the bank, " + reader.broken() + " of them broken");
      verdict.differences().forEach(pipeline::say);
      out.accept(verdict.sentence(schedule.faults().size()));
      return verdict.isClean() && (!READS_ARE_JUDGED || reader.broken() == 0);
    }
  }

  private void inject(Pipeline pipeline) throws Exception {
    long begin = System.nanoTime();
    for (PlannedFault fault : schedule.faults()) {
      long passed = (System.nanoTime() - begin) / 1_000_000;
      Thread.sleep(Math.max(0, fault.at().toMillis() - passed));
      pipeline.inject(fault);
    }
  }
}
