package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.ProducerFence;
import io.sluice.control.report.Console;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import io.sluice.postgres.ReplicationSlot;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stops the source connector where a transaction ends. Connect keeps its offsets.
 *
 * @param flow that ends
 * @param publisher whose slot it holds
 * @param console hears why it takes more than a stop
 */
record SourceStop(Flow flow, Publisher publisher, Console console) {

  /** See docs/reference/source-connector.md. */
  static final String END = "stream.end.lsn";

  /**
   * Stops it.
   *
   * @return where the topics end for good
   * @throws Problem if that is in the middle of a transaction all the same
   */
  Lsn run() throws SQLException {
    stop();
    StreamEnd first = end();
    if (!first.isWhole()) {
      finish(first);
      stop();
    }
    goOn();
    StreamEnd end = end();
    if (!end.isWhole()) {
      throw new Problem(
          "the topics end in the middle of the transaction that commits at %s: run handover again"
              .formatted(end.commitLsn()));
    }
    return end.end();
  }

  private void stop() {
    flow.stop(connector());
    awaitFreeSlot();
    // A worker that was given up may still have a batch in its hands.
    new ProducerFence(flow.consumers().bootstrapServers())
        .fence(new TopicNaming(flow.migration().name()).watermarks());
  }

  /** Lets it read on to the end of the transaction, and not beyond. */
  private void finish(StreamEnd end) {
    console.say(
        "the topics end in the middle of the transaction that commits at %s: %s reads it to its end"
            .formatted(end.commitLsn(), connector()));
    Map<String, String> config = new TreeMap<>(flow.source());
    config.put(END, end.commitLsn().toString());
    flow.rest().put(connector(), config);
    flow.resume(connector());
    flow.patience()
        .until(
            () -> end().isWhole(),
            () -> "the transaction that commits at " + end.commitLsn() + " is not whole yet");
  }

  /** Whoever lets it run again wants all. */
  private void goOn() {
    Map<String, String> config = new TreeMap<>(flow.source());
    if (config.remove(END) != null) {
      flow.rest().put(connector(), config);
    }
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
