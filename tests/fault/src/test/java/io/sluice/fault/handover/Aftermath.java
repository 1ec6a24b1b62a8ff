package io.sluice.fault.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.handover.HandedOver;
import io.sluice.testkit.LedgerWriters;
import io.sluice.testkit.NativeSubscription;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.Rows;
import java.util.List;

/**
 * What is to be seen when a handover has ended one way or the other. Ends the writers.
 *
 * @param pipeline that was to be handed over
 * @param writers who wrote all the time
 */
record Aftermath(Pipeline pipeline, LedgerWriters writers) {

  private static final List<TableId> TABLES =
      List.of(new TableId("public", "counter"), new TableId("public", "Log of all"));

  /** Native replication goes on alone, with every write once, and nothing is left of the way. */
  void assertHandedOver() throws Exception {
    String slot = subscription().name();
    assertThat(subscription().all()).containsExactly(slot + " on " + slot + ", enabled: t");
    assertThat(state(pipeline.migration().sourceConnector())).isEqualTo("STOPPED");
    assertThat(state(pipeline.migration().sinkConnector())).isEqualTo("STOPPED");
    assertThat(
            pipeline.rest().config(pipeline.migration().sourceConnector()).orElseThrow().keySet())
        .doesNotContain(HandedOver.END);

    assertArrives(writers.stop());
    assertThat(subscription().slots()).containsExactly(slot + " for " + slot);
    writers.add(pipeline.source(), 1);
    assertArrives(writers.rows());
    assertThat(subscription().errors()).isZero();
  }

  /** The connectors go on as before. */
  void assertGoneBack() throws Exception {
    assertThat(subscription().all()).isEmpty();
    assertThat(state(pipeline.migration().sourceConnector())).isEqualTo("RUNNING");
    assertThat(state(pipeline.migration().sinkConnector())).isEqualTo("RUNNING");
    assertArrives(writers.stop());
  }

  /** As a handover names it. */
  private NativeSubscription subscription() {
    return new NativeSubscription(pipeline, pipeline.migration().source().slot());
  }

  private String state(String connector) {
    return pipeline.rest().status(connector).map(ConnectorStatus::summary).orElse("ABSENT");
  }

  /** What was acknowledged is in the source, and both sides hold the same. */
  private void assertArrives(long acknowledged) {
    String rows = Long.toString(acknowledged);
    assertThat(LedgerWriters.state(pipeline.source())).containsExactly(rows, rows);
    await("all writes")
        .atMost(Pipeline.LIMIT)
        .untilAsserted(
            () -> assertThat(LedgerWriters.state(pipeline.target())).containsExactly(rows, rows));
    TABLES.forEach(
        table ->
            assertThat(Rows.of(pipeline.target(), table))
                .isEqualTo(Rows.of(pipeline.source(), table)));
  }
}
