package io.sluice.bench.report;

import io.sluice.bench.part.Outcome.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of ours beside the best of theirs.
 *
 * @param name as the JSON has it
 * @param title for people
 * @param ours a part's name
 * @param theirs what the names of the rival's parts look like; the fastest of them counts
 */
public record Ratio(String name, String title, String ours, Pattern theirs) {

  /** All that are reported. */
  public static final List<Ratio> ALL =
      List.of(
          of(
              "capture_vs_debezium",
              "capture of changes, beside Debezium",
              "sluice.stream",
              "debezium\\..*stream.*"),
          of(
              "capture_vs_debezium_avro",
              "capture of changes in Avro, beside Debezium in Avro",
              "sluice.stream",
              "debezium\\.avro.*stream.*"),
          of(
              "snapshot_vs_debezium",
              "snapshot, beside Debezium",
              "sluice.snapshot",
              "debezium\\..*(snapshot|incremental).*"),
          of(
              "snapshot_vs_debezium_avro",
              "snapshot in Avro, beside Debezium in Avro",
              "sluice.snapshot",
              "debezium\\.avro.*(snapshot|incremental).*"),
          of(
              "apply_rows_vs_jdbc",
              "apply of rows, beside Debezium's JDBC sink",
              "sluice.apply-rows",
              "jdbc\\..*rows"),
          of(
              "apply_changes_vs_jdbc",
              "apply of changes, beside Debezium's JDBC sink",
              "sluice.apply-changes",
              "jdbc\\..*changes"),
          of(
              "copy_vs_native",
              "whole copy, beside native replication",
              "sluice.copy",
              "native\\..*copy"),
          of(
              "catchup_vs_native",
              "whole catch-up, beside native replication",
              "sluice.catchup",
              "native\\..*catchup"),
          of(
              "both_vs_native",
              "copy and changes at once, beside native replication",
              "sluice.both",
              "native\\..*both"),
          of(
              "both_vs_debezium",
              "copy and changes at once, beside Debezium's pair",
              "sluice.both",
              "debezium-jdbc\\..*both"));

  private static Ratio of(String name, String title, String ours, String theirs) {
    return new Ratio(name, title, ours, Pattern.compile(theirs));
  }

  /** Ours, if it was measured. */
  Optional<Measured> ours(List<Measured> measured) {
    return measured.stream().filter(each -> each.part().name().equals(ours)).findFirst();
  }

  /** The fastest of theirs, if one was measured. */
  Optional<Measured> best(List<Measured> measured) {
    return measured.stream()
        .filter(each -> theirs.matcher(each.part().name()).matches())
        .max(Comparator.comparingDouble(each -> each.measurement().rate()));
  }

  /** How many times as fast ours is; empty unless both were measured. */
  public Optional<Double> value(List<Measured> measured) {
    return ours(measured)
        .flatMap(
            ours ->
                best(measured).map(best -> ours.measurement().rate() / best.measurement().rate()));
  }
}
