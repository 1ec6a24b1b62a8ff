package io.sluice.control.status;

import io.sluice.change.Lsn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator wants to know of a migration at one moment.
 *
 * @param status phase, tables and lag
 * @param storedLsn up to where the log is safe in Kafka; zero before the first position
 * @param slot the source's view of the stream; empty without a slot
 * @param target the target's view
 * @param waits why something does not go on
 * @param fences who is kept from writing
 * @param ages how long each stage is behind, as far as that is known
 * @param rates how fast it goes; empty at the first look
 */
public record Overview(
    Status status,
    Lsn storedLsn,
    Optional<SlotView> slot,
    TargetView target,
    List<String> waits,
    List<String> fences,
    Ages ages,
    Optional<Rates> rates) {

  /**
   * How long ago the source stood where a stage is now.
   *
   * @param kafka the topics
   * @param target what is applied
   */
  public record Ages(Optional<Duration> kafka, Optional<Duration> target) {

    /** Before anything has been looked at twice. */
    public static final Ages UNKNOWN = new Ages(Optional.empty(), Optional.empty());
  }

  public Overview {
    waits = List.copyOf(waits);
    fences = List.copyOf(fences);
  }

  /** Bytes of the source's log that the target has not applied and Kafka has. */
  long targetBytes() {
    boolean isKnown = !target.appliedLsn().equals(Lsn.ZERO) && !storedLsn.equals(Lsn.ZERO);
    return isKnown && status.lag().sinkRecords() > 0
        ? Math.max(0, storedLsn.value() - target.appliedLsn().value())
        : 0;
  }

  /** How long the slot lives at the present rate, if nothing is confirmed; empty if it is safe. */
  Optional<Duration> untilLost() {
    if (slot.isEmpty() || slot.get().safeBytes().isEmpty() || rates.isEmpty()) {
      return Optional.empty();
    }
    return Rates.time(slot.get().safeBytes().getAsLong(), rates.get().logBytes());
  }

  /** How long a table still takes, by the planner's estimate of its rows. */
  Optional<Duration> left(TableStatus table) {
    double rate = rates.map(all -> all.rowsOf(table.table()).orElse(0)).orElse(0.0);
    long rest = table.estimate() - table.rows();
    return table.done() || rest <= 0 ? Optional.empty() : Rates.time(rest, rate);
  }

  /** For scripts: all of {@link Status#report()}, and more. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>(status.report());
    report.put("target_lag_bytes", targetBytes());
    ages.kafka().ifPresent(age -> report.put("kafka_lag_seconds", seconds(age)));
    ages.target().ifPresent(age -> report.put("target_lag_seconds", seconds(age)));
    report.put("stored_lsn", storedLsn.toString());
    report.put("applied_lsn", target.appliedLsn().toString());
    slot.ifPresent(view -> report.put("slot", view.report()));
    rates.ifPresent(all -> report.put("rates", rates(all)));
    untilLost().ifPresent(span -> report.put("slot_lost_in_seconds", span.toSeconds()));
    report.put("waits", waits);
    report.put("fences", fences);
    report.put("dirty", target.dirty());
    report.put("verification", target.verification());
    return report;
  }

  private static Map<String, Object> rates(Rates all) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("log_bytes_per_second", Math.round(all.logBytes()));
    report.put("applied_records_per_second", Math.round(all.records()));
    Map<String, Long> rows = new LinkedHashMap<>();
    all.rows().forEach((table, rate) -> rows.put(table.toString(), Math.round(rate)));
    report.put("rows_per_second", rows);
    return report;
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }
}
