package io.sluice.sink.connect;

import java.util.function.Function;

/** What a task tells of itself. The reference page is made of these. */
public enum SinkMetric {
  APPLIED_LSN(
      "applied-lsn",
      "The commit in the source's log up to which everything is in the target, as text; of the source"
          + " whose records came last.",
      ApplyMeters::appliedLsn),
  LAG_MS(
      "lag-ms",
      "From the source's commit of the change applied last until now, in milliseconds, by the"
          + " worker's clock; 0 when nothing waits to be applied.",
      ApplyMeters::lagMillis),
  LAG_BYTES(
      "lag-bytes",
      "From the change applied last to the one read last from the topics, in bytes of the source's"
          + " log.",
      ApplyMeters::lagBytes),
  RECORDS("applied-records-total", "Records that were applied.", ApplyMeters::records),
  TRANSACTIONS(
      "transactions-total",
      "Transactions of the target that were committed.",
      ApplyMeters::transactions),
  WRITTEN_ROWS(
      "written-rows-total",
      "Rows that were copied, inserted or updated.",
      meters -> meters.total().written()),
  DELETED_ROWS(
      "deleted-rows-total", "Rows that were asked to go.", meters -> meters.total().deleted()),
  LEFT_OUT(
      "left-out-rows-total",
      "Updates of rows that have not been copied yet and come with their chunk.",
      meters -> meters.total().leftOut()),
  REPLAYED(
      "replayed-changes-total",
      "Changes that were applied one by one, because the batch as a whole met a conflict.",
      meters -> meters.total().replayed()),
  BATCH_RECORDS("last-batch-records", "Records of the last batch.", ApplyMeters::batchRecords),
  BATCH_MS(
      "last-batch-ms",
      "How long the target worked on it, in milliseconds.",
      ApplyMeters::batchMillis),
  PENDING_RECORDS(
      "pending-records",
      "Records that may be applied and wait for the target.",
      ApplyMeters::pendingRecords),
  HELD_BYTES(
      "held-bytes",
      "What waits in memory for records of other topics that belong to it, in bytes.",
      ApplyMeters::heldBytes),
  RETRIES(
      "retries-total",
      "How often a batch was put off because of a failure that may pass.",
      ApplyMeters::retries),
  CONFLICTS(
      "conflicts-total",
      "How often a change met a row that somebody else wrote, or none, where conflict.mode looks at"
          + " that. Each kind also has a metric of its own, conflicts-<kind>-total.",
      meters -> meters.total().conflicts().values().stream().mapToLong(Long::longValue).sum()),
  FENCED(
      "fenced-generations-total",
      "How often this task found that another had taken its partitions over.",
      ApplyMeters::fencedGenerations);

  private final String key;
  private final String meaning;
  private final Function<ApplyMeters, Object> value;

  SinkMetric(String key, String meaning, Function<ApplyMeters, Object> value) {
    this.key = key;
    this.meaning = meaning;
    this.value = value;
  }

  /** Its name: stable, for dashboards. */
  public String key() {
    return key;
  }

  /** What it says, with its unit. */
  public String meaning() {
    return meaning;
  }

  Object value(ApplyMeters meters) {
    return value.apply(meters);
  }
}
