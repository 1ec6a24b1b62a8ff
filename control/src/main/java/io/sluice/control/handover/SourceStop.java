package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.ProducerFence;
import io.sluice.control.report.Console;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import io.sluice.postgres.ReplicationSlot;
import java.sql.SQLException;

/**
 * Stops the source connector where a transaction ends. Connect keeps its offsets.
 *
 * @param flow that ends
 * @param publisher whose slot it holds
 * @param console hears why it takes more than one attempt
 */
record SourceStop(Flow flow, Publisher publisher, Console console) {

  private static final int ATTEMPTS = 20;

  /**
   * Stops it.
   *
   * @return where the topics end for good
   */
  Lsn run() throws SQLException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      flow.stop(connector());
      awaitFreeSlot();
      // A worker that was given up may still have a batch in its hands.
      new ProducerFence(flow.consumers().bootstrapServers())
          .fence(new TopicNaming(flow.migration().name()).watermarks());
      StreamEnd end = end();
      if (end.isWhole()) {
        return end.end();
      }
      finish(end);
    }
    throw new Problem(
        "connector %s stopped in the middle of a transaction %d times: run handover again when the source has fewer large transactions"
            .formatted(connector(), ATTEMPTS));
  }

  private void finish(StreamEnd end) {
    console.say(
        "the topics end in the middle of the transaction that commits at %s: letting %s finish it"
            .formatted(end.commitLsn(), connector()));
    flow.resume(connector());
    flow.patience()
        .until(
            () -> end().isWhole(),
            () -> "the transaction that commits at " + end.commitLsn() + " is not whole yet");
  }

  private StreamEnd end() {
    return StreamEnd.of(flow.rest().offsets(connector()));
  }

  private void awaitFreeSlot() {
    flow.patience().until(this::isFree, () -> "slot " + publisher.slot() + " is still in use");
  }

  private boolean isFree() {
    try {
      return ReplicationSlot.find(publisher.session(), publisher.slot())
          .flatMap(ReplicationSlot::holder)
          .isEmpty();
    } catch (SQLException e) {
      throw new Problem("the source does not tell of its slots: " + e.getMessage(), e);
    }
  }

  private String connector() {
    return flow.migration().sourceConnector();
  }
}
