package io.sluice.testkit;

import static org.awaitility.Awaitility.await;

import java.util.List;

/**
 * What a handover of a pipeline leaves: a subscription of the target, on the pipeline's slot.
 *
 * @param pipeline that was handed over
 * @param name the subscription's
 */
public record NativeSubscription(Pipeline pipeline, String name) {

  private static final String OWN =
      " FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

  /** The target's subscriptions, each with its slot and whether it is enabled. */
  public List<String> all() {
    return pipeline
        .target()
        .texts("SELECT format('%s on %s, enabled: %s', subname, subslotname, subenabled)" + OWN);
  }

  /** How often its workers have failed. */
  public long errors() {
    return Long.parseLong(
        pipeline
            .target()
            .text(
                "SELECT apply_error_count + sync_error_count FROM pg_stat_subscription_stats WHERE subname = '"
                    + name
                    + "'"));
  }

  /** The slots of the source's database, each with who streams from it. */
  public List<String> slots() {
    return pipeline
        .source()
        .texts(
            """
            SELECT format('%s for %s', slot_name, application_name)
              FROM pg_replication_slots s LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid
             WHERE database = current_database()
            """);
  }

  /** Takes it away, if it is there, with the slot and the connectors. */
  public void drop() {
    pipeline.rest().delete(pipeline.migration().sinkConnector());
    pipeline.rest().delete(pipeline.migration().sourceConnector());
    if (!pipeline.target().texts("SELECT 1" + OWN).isEmpty()) {
      pipeline
          .target()
          .execute(
              "ALTER SUBSCRIPTION \"" + name + "\" DISABLE",
              "ALTER SUBSCRIPTION \"" + name + "\" SET (slot_name = NONE)",
              "DROP SUBSCRIPTION \"" + name + "\"");
    }
    await().atMost(Pipeline.LIMIT).until(this::dropSlot);
  }

  private boolean dropSlot() {
    String slot = "slot_name = '" + pipeline.migration().source().slot() + "'";
    pipeline
        .source()
        .texts(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active AND "
                + slot);
    return pipeline.source().texts("SELECT 1 FROM pg_replication_slots WHERE " + slot).isEmpty();
  }
}
