package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.handover.Handover;
import io.sluice.control.handover.HandoverOptions;
import io.sluice.control.handover.HandoverResult;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.LedgerWriters;
import io.sluice.testkit.NativeSubscription;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.Pipeline.Paper;
import io.sluice.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A migration that ends in a subscription of PostgreSQL's own, while writers go on. */
class HandoverIT {

  private static final String SUBSCRIPTION = "Handed over";

  /** Transactions larger than a batch are cut, so that the source can be stopped inside of one. */
  private static final Map<String, String> SMALL_BATCHES = Map.of("max.batch.size", "20");

  @Test
  void nativeReplicationGoesOnWhereTheTopicsEndWhileWritersWrite() throws Exception {
    Pipeline pipeline = Pipeline.between("handover", Map.of());
    LedgerWriters.prepare(pipeline.source());
    pipeline.start(SMALL_BATCHES);
    LedgerWriters writers = LedgerWriters.start(pipeline.source(), 1, 1, 400);
    try {
      Paper paper = new Paper();
      HandoverResult result = handover(pipeline).run(paper.console());

      assertThat(result.applyErrors()).isZero();
      assertThat(result.confirmed().hasReached(result.position())).isTrue();
      long before = writers.rows();
      await().atMost(Pipeline.LIMIT).until(() -> writers.rows() > before + 400);
      long written = writers.stop();

      List<String> ledger = List.of(Long.toString(written), Long.toString(written));
      awaitState(pipeline.target(), ledger);
      assertThat(subscription(pipeline).errors()).isZero();
      assertThat(paper.text()).contains("flow", "stop", "drain", "slot", "enable", "prove");

      HandoverResult again = handover(pipeline).run(new Paper().console());
      assertThat(again.position()).as("there was nothing left to do").isEqualTo(Lsn.ZERO);
      assertThat(again.steps()).hasSize(1);
      assertThatThrownBy(() -> handover(pipeline, "another").run(new Paper().console()))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "belongs to subscription " + SUBSCRIPTION + " of the target already");
    } finally {
      writers.stop();
      subscription(pipeline).drop();
    }
  }

  @Test
  void handoverThatWasKilledIsFinishedByTheNextOne() throws Exception {
    Pipeline pipeline = Pipeline.between("handover_again", Map.of());
    LedgerWriters.prepare(pipeline.source());
    pipeline.start(SMALL_BATCHES);
    // As a killed one leaves it: stopped, the sink as well though not at the end, and subscribed
    // but not enabled.
    pipeline.rest().stop(pipeline.migration().sinkConnector());
    LedgerWriters writers = LedgerWriters.start(pipeline.source(), 1, 400);
    await().atMost(Pipeline.LIMIT).until(() -> writers.rows() > 500);
    pipeline.rest().stop(pipeline.migration().sourceConnector());
    try {
      subscribeDisabled(pipeline);

      HandoverResult result = handover(pipeline).run(new Paper().console());
      long written = writers.stop();

      assertThat(result.isGood()).isTrue();
      awaitState(pipeline.target(), List.of(Long.toString(written), Long.toString(written)));
      assertThat(subscription(pipeline).errors()).isZero();
    } finally {
      writers.stop();
      subscription(pipeline).drop();
    }
  }

  @Test
  void whatASubscriptionCannotGoOnWithIsRefusedBeforeAnythingStops() throws Exception {
    TableId item = new TableId("public", "item");
    Pipeline renamed =
        Pipeline.between("handover_not", Map.of(item, new TableId("public", "thing")));
    renamed.source().execute("CREATE TABLE public.item (id int PRIMARY KEY)");
    renamed.start(Map.of());
    try {
      assertThatThrownBy(() -> handover(renamed).run(new Paper().console()))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("a subscription cannot rename");
      assertThat(renamed.status().source()).isEqualTo("RUNNING");
    } finally {
      subscription(renamed).drop();
    }
  }

  private static void subscribeDisabled(Pipeline pipeline) {
    Endpoint source = pipeline.source().endpoint();
    pipeline
        .target()
        .execute(
            "CREATE TABLE sluice.canary (slot text PRIMARY KEY, beat bigint, publication oid)",
            "CREATE SUBSCRIPTION \"%s\" CONNECTION 'host=%s port=%d dbname=%s user=%s password=%s' PUBLICATION \"%s\" WITH (slot_name = '%s', create_slot = false, copy_data = false, enabled = false)"
                .formatted(
                    SUBSCRIPTION,
                    source.host(),
                    source.port(),
                    source.database(),
                    source.user(),
                    source.password().value(),
                    pipeline.migration().source().publication(),
                    pipeline.migration().source().slot()));
  }

  private static Handover handover(Pipeline pipeline) {
    return handover(pipeline, SUBSCRIPTION);
  }

  private static Handover handover(Pipeline pipeline, String subscription) {
    return new Handover(
        pipeline.migration(),
        pipeline.rest(),
        pipeline.consumers(),
        new HandoverOptions(subscription, ""),
        Pipeline.patience());
  }

  private static void awaitState(TestDatabase target, List<String> ledger) {
    await()
        .atMost(Pipeline.LIMIT)
        .untilAsserted(() -> assertThat(LedgerWriters.state(target)).isEqualTo(ledger));
  }

  private static NativeSubscription subscription(Pipeline pipeline) {
    return new NativeSubscription(pipeline, SUBSCRIPTION);
  }
}
