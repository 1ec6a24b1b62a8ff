package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.control.report.Bar;
import io.sluice.control.report.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An overview as lines for people. Pure.
 *
 * @param overview what they show
 */
public record Screen(Overview overview) {

  private static final String UNKNOWN = "?";

  /** Everything in one line, for those who keep a log of it. */
  public String headline() {
    Lag lag = overview.status().lag();
    return String.format(
        Locale.ROOT,
        "%s: %s; log to Kafka %s (%s), Kafka to target %,d records, %s (%s)%s",
        overview.status().phase().text(),
        copied(),
        Size.of(lag.sourceBytes()),
        age(overview.ages().kafka()),
        lag.sinkRecords(),
        Size.of(overview.targetBytes()),
        age(overview.ages().target()),
        overview.waits().isEmpty() ? "" : "; " + overview.waits().get(0));
  }

  private String copied() {
    List<TableStatus> tables = overview.status().tables();
    long done = tables.stream().filter(TableStatus::done).count();
    return String.format(
        Locale.ROOT,
        "%d of %d tables, %,d rows copied",
        done,
        tables.size(),
        overview.status().rows());
  }

  /** All else. */
  public List<String> details() {
    List<String> lines = new ArrayList<>(bars());
    overview.slot().ifPresent(view -> stream(lines, view));
    overview
        .rates()
        .ifPresent(
            all ->
                lines.add(
                    "rates    log %s/s, target %,d records/s"
                        .formatted(
                            Size.of(Math.round(all.logBytes())), Math.round(all.records()))));
    if (!overview.target().verification().isEmpty()) {
      lines.add("verified " + states());
    }
    overview
        .target()
        .dirty()
        .forEach(
            table ->
                lines.add(
                    "dirty    %s: %,d %s since %s"
                        .formatted(table.table(), table.keys(), table.what(), table.since())));
    overview.fences().forEach(fence -> lines.add("fence    " + fence));
    overview.waits().forEach(wait -> lines.add("waits    " + wait));
    return lines;
  }

  private List<String> bars() {
    List<TableStatus> tables = overview.status().tables();
    int width = tables.stream().mapToInt(table -> table.bar().label().length()).max().orElse(1);
    return tables.stream().map(table -> bar(table).line(width)).toList();
  }

  private Bar bar(TableStatus table) {
    Bar bar = table.bar();
    return new Bar(bar.label(), bar.done(), bar.total(), table.done() ? bar.note() : pace(table));
  }

  private String pace(TableStatus table) {
    double rate = overview.rates().map(all -> all.rowsOf(table.table()).orElse(0)).orElse(0.0);
    if (rate == 0) {
      return "";
    }
    String left = overview.left(table).map(span -> ", " + Size.of(span) + " left").orElse("");
    return String.format(Locale.ROOT, "%,d rows/s%s", Math.round(rate), left);
  }

  private void stream(List<String> lines, SlotView view) {
    view.sender()
        .ifPresent(
            sender ->
                lines.add(
                    "stream   sent_lsn %s, write_lsn %s, flush_lsn %s, replay_lsn %s; lag write %.1f s, flush %.1f s, replay %.1f s"
                        .formatted(
                            sender.sentLsn(),
                            sender.writeLsn(),
                            sender.flushLsn(),
                            sender.replayLsn(),
                            sender.writeLag(),
                            sender.flushLag(),
                            sender.replayLag())));
    lines.add(
        "slot     %s: log ends at %s, confirmed_flush_lsn %s, restart_lsn %s, stored %s, applied %s"
            .formatted(
                view.slot().name(),
                view.currentLsn(),
                view.slot().confirmedFlushLsn(),
                view.slot().restartLsn(),
                known(overview.storedLsn()),
                known(overview.target().appliedLsn())));
    lines.add("log kept " + kept(view));
  }

  private String kept(SlotView view) {
    String kept = Size.of(view.slot().log().bytes()) + ", wal_status " + view.slot().log().status();
    if (view.safeBytes().isEmpty()) {
      return kept + ", no limit";
    }
    String lost =
        overview.untilLost().map(span -> ": lost in " + Size.of(span) + " at this rate").orElse("");
    return kept + ", safe_wal_size " + Size.of(view.safeBytes().getAsLong()) + lost;
  }

  private String states() {
    return overview.target().verification().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(state -> state.getValue() + " " + state.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String known(Lsn lsn) {
    return lsn.equals(Lsn.ZERO) ? UNKNOWN : lsn.toString();
  }

  private static String age(Optional<Duration> age) {
    return age.map(span -> String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0))
        .orElse(UNKNOWN + " s");
  }
}
