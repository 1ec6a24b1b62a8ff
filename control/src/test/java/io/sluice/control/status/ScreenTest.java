package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.ReplicationSlot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final TableId A = new TableId("public", "a");

  private static final Status STATUS =
      new Status(
          Phase.SNAPSHOT,
          "RUNNING",
          "PAUSED",
          "",
          List.of(new TableStatus(A, 400, 1000, false)),
          new Lag(2048, 0, 30));

  private static final SlotView SLOT =
      new SlotView(
          new ReplicationSlot(
              "sluice_shop",
              "pgoutput",
              "shop",
              Optional.of(new ReplicationSlot.Holder(7, "x", "")),
              Lsn.parse("0/800"),
              Lsn.parse("0/700"),
              Optional.empty(),
              new ReplicationSlot.KeptLog("reserved", 4096, OptionalLong.of(100_000)),
              ReplicationSlot.Failover.NONE),
          Lsn.parse("0/1000"),
          Optional.of(
              new SlotView.Sender(
                  Lsn.parse("0/1000"), Lsn.parse("0/F00"), Lsn.ZERO, Lsn.ZERO, 0.1, 0.2, 0.3)));

  private static final TargetView TARGET =
      new TargetView(
          Lsn.parse("0/200"),
          12,
          List.of(new TargetView.Dirty("public.b", "held rows", 3, "noon")),
          Map.of("verified", 2L));

  private static final Overview OVERVIEW =
      new Overview(
          STATUS,
          Lsn.parse("0/800"),
          Optional.of(SLOT),
          TARGET,
          List.of("shop-sink is paused"),
          List.of("source is closed"),
          new Overview.Ages(Optional.of(Duration.ofMillis(1500)), Optional.empty()),
          Optional.of(new Rates(1000, 5, Map.of(A, 100.0))));

  @Test
  void headlineSaysHowFarEachStageIsBehindAndWhyNothingMoves() {
    assertThat(new Screen(OVERVIEW).headline())
        .isEqualTo(
            "snapshot: 0 of 1 tables, 400 rows copied; log to Kafka 2.0 kB (1.5 s), Kafka to target"
                + " 30 records, 1.5 kB (? s); shop-sink is paused");
  }

  @Test
  void detailsHaveTheViewsColumnsTimesLeftAndEverythingThatIsWrong() {
    assertThat(String.join("\n", new Screen(OVERVIEW).details()))
        .contains(
            "100 rows/s, 6 s left",
            "sent_lsn 0/1000, write_lsn 0/F00",
            "confirmed_flush_lsn 0/800, restart_lsn 0/700, stored 0/800, applied 0/200",
            "wal_status reserved, safe_wal_size 97.7 kB: lost in 1 min 40 s at this rate",
            "verified 2 verified",
            "dirty    public.b: 3 held rows since noon",
            "fence    source is closed",
            "waits    shop-sink is paused");
  }

  @Test
  void reportKeepsItsOldKeysAndHasTheNewOnes() {
    assertThat(OVERVIEW.report())
        .containsKeys("phase", "source", "sink", "complaint", "tables", "lag_seconds")
        .containsEntry("lag_bytes", 2048L)
        .containsEntry("sink_lag_records", 30L)
        .containsEntry("target_lag_bytes", 1536L)
        .containsEntry("kafka_lag_seconds", 1.5)
        .doesNotContainKey("target_lag_seconds")
        .containsEntry("slot_lost_in_seconds", 100L);
  }
}
