package io.sluice.fault.handover;

import static org.awaitility.Awaitility.await;

import io.sluice.testkit.LedgerWriters;
import io.sluice.testkit.MigrationWriter;
import io.sluice.testkit.NativeSubscription;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.SluiceCommand;
import io.sluice.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A migration that streams while writers write, to be handed over.
 *
 * @param pipeline of the connectors
 * @param writers who write all the time
 * @param folder for files
 */
record HandoverStage(Pipeline pipeline, LedgerWriters writers, Path folder)
    implements AutoCloseable {

  /** A transaction of more changes than these is cut. */
  private static final Map<String, String> SMALL_BATCHES = Map.of("max.batch.size", "20");

  /** Builds one. */
  static HandoverStage open(String name, Path folder) {
    Pipeline pipeline = Pipeline.between("handover_" + name, Map.of());
    LedgerWriters.prepare(pipeline.source());
    pipeline.start(SMALL_BATCHES);
    return new HandoverStage(pipeline, LedgerWriters.start(pipeline.source(), 1, 10), folder);
  }

  /** Starts {@code sluice handover}. */
  SluiceCommand start() {
    return start("handover", "--timeout", Long.toString(Pipeline.LIMIT.toSeconds()));
  }

  /** Starts another command of the migration. */
  SluiceCommand start(String command, String... more) {
    Path file = MigrationWriter.write(pipeline.migration(), folder);
    List<String> line = new ArrayList<>(List.of(command, "-c", file.toString()));
    line.addAll(List.of(more));
    return SluiceCommand.start(folder, line.toArray(String[]::new));
  }

  /** Holds the command up while its mark is on the way. */
  Hold lockedInFlow() {
    return LockedTable.of(
        pipeline.target(), Progress.session(pipeline.target(), "sluice-progress"));
  }

  /** Holds the command up where it waits for the rows that were written during a statement. */
  Hold lockedBetween(Statement statement, String step) {
    return HeldStatement.done(pipeline, statement)
        .then(() -> LockedTable.of(pipeline.target(), Progress.behind(step)));
  }

  /** Holds the command up where it moves the slot, which is made to lie behind. */
  Hold heldInSlot(Function<Pipeline, Hold> advance) {
    OldSlot slot = OldSlot.keep(pipeline);
    return lockedBetween(Statement.TRIAL, "stop")
        .then(
            () -> {
              slot.putBack();
              return advance.apply(pipeline);
            });
  }

  /** Catches the command where the source connector reads a transaction to its end. */
  Hold cutInStop(Place place) {
    return HeldStatement.done(pipeline, Statement.TRIAL)
        .then(
            () -> {
              CutTransaction.write(pipeline, writers);
              return Hold.inPassing(place);
            });
  }

  /** Returns once the servers have done what a killed command had sent them. */
  void awaitQuiet() {
    await("nobody of the killed command")
        .atMost(Pipeline.LIMIT)
        .until(() -> sessions(pipeline.source()) + sessions(pipeline.target()) == 0);
  }

  private static long sessions(TestDatabase database) {
    return Long.parseLong(
        database.text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'sluice-handover'"));
  }

  /** What became of it. */
  Aftermath aftermath() {
    return new Aftermath(pipeline, writers);
  }

  @Override
  public void close() throws Exception {
    writers.stop();
    new NativeSubscription(pipeline, pipeline.migration().source().slot()).drop();
  }
}
