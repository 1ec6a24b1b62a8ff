package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.ReplicationSlot.Failover;
import io.sluice.postgres.ReplicationSlot.KeptLog;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResumeChecksTest {

  private static final StoredPosition STORED =
      new StoredPosition("42", 1, "sluice", "f1", Lsn.parse("1/100"));

  private static final SystemIdentity SAME = new SystemIdentity("42", 1, Lsn.ZERO, "shop");
  private static final SystemIdentity PROMOTED = new SystemIdentity("42", 2, Lsn.ZERO, "shop");
  private static final TimelineHistory NO_HISTORY = new TimelineHistory(Map.of());

  private final ResumeChecks checks = new ResumeChecks(STORED, "shop");

  @Test
  void slotAtOrBeforeTheStoredPositionIsGood() {
    assertThat(checks.slot(Optional.of(slot("shop", "1/100", Optional.empty()))).name())
        .isEqualTo("sluice");
    assertThat(checks.slot(Optional.of(slot("shop", "0/FFFFFFFF", Optional.empty()))).name())
        .isEqualTo("sluice");
  }

  @Test
  void slotOfAnotherDatabaseInvalidatedOrAheadIsRefused() {
    refused(
        ErrorCode.SLOT_OF_ANOTHER_KIND,
        () -> checks.slot(Optional.of(slot("other", "1/100", Optional.empty()))));
    refused(
        ErrorCode.SLOT_INVALIDATED,
        () -> checks.slot(Optional.of(slot("shop", "1/100", Optional.of("wal_removed")))));
    refused(
        ErrorCode.SLOT_AHEAD,
        () -> checks.slot(Optional.of(slot("shop", "1/101", Optional.empty()))));
    refused(ErrorCode.SLOT_MISSING, () -> checks.slot(Optional.empty()));
  }

  @Test
  void slotOfAnotherNameIsRefused() {
    refused(ErrorCode.OTHER_SLOT, () -> checks.slotName("sluice2"));
  }

  @Test
  void promotionIsSurvivedWithTheWholeLogAndAWholeCopyOfTheSlot() {
    assertThatCode(() -> checks.timeline(PROMOTED, parted("1/100"), copied(true, false)))
        .doesNotThrowAnyException();
    assertThatCode(() -> checks.timeline(SAME, NO_HISTORY, Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void promotionThatLostWhatWasReadIsRefused() {
    refused(
        ErrorCode.OTHER_TIMELINE,
        () -> checks.timeline(PROMOTED, parted("1/FF"), copied(true, false)));
    refused(
        ErrorCode.OTHER_TIMELINE, () -> checks.timeline(PROMOTED, NO_HISTORY, copied(true, false)));
  }

  @Test
  void promotionWithoutAWholeCopyOfTheSlotIsRefused() {
    refused(
        ErrorCode.OTHER_TIMELINE,
        () -> checks.timeline(PROMOTED, parted("1/100"), Optional.empty()));
    refused(
        ErrorCode.OTHER_TIMELINE,
        () -> checks.timeline(PROMOTED, parted("1/100"), copied(false, false)));
    refused(
        ErrorCode.OTHER_TIMELINE,
        () -> checks.timeline(PROMOTED, parted("1/100"), copied(true, true)));
  }

  @Test
  void historyOfATimelineIsReadFromItsFile() {
    TimelineHistory history =
        TimelineHistory.parse("1\t0/30000A0\tno recovery target specified\n\n2\t1/100\tx\n");

    assertThat(history.endOf(1)).contains(Lsn.parse("0/30000A0"));
    assertThat(history.endOf(2)).contains(Lsn.parse("1/100"));
    assertThat(history.endOf(3)).isEmpty();
  }

  @Test
  void everyRefusalSaysWhatToDoAndWhereMoreIsSaid() {
    assertThatThrownBy(
            () -> checks.fingerprint(new Publication("pub", "f2", List.of(), false, List.of())))
        .hasMessageStartingWith("SLUICE-2021: ")
        .hasMessageContaining(ErrorCode.PUBLICATION_CHANGED.remedy())
        .hasMessageEndingWith("(docs/reference/errors.md#sluice-2021)");
  }

  private static TimelineHistory parted(String lsn) {
    return new TimelineHistory(Map.of(1, Lsn.parse(lsn)));
  }

  private static void refused(ErrorCode reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SourceFailure.class, refused -> assertThat(refused.code()).isEqualTo(reason));
  }

  private static ReplicationSlot slot(String database, String confirmed, Optional<String> lost) {
    return slot(database, confirmed, lost, Failover.NONE);
  }

  private static Optional<ReplicationSlot> copied(boolean synced, boolean temporary) {
    return Optional.of(
        slot("shop", "1/100", Optional.empty(), new Failover(true, synced, temporary)));
  }

  private static ReplicationSlot slot(
      String database, String confirmed, Optional<String> lost, Failover failover) {
    return new ReplicationSlot(
        "sluice",
        "pgoutput",
        database,
        Optional.empty(),
        Lsn.parse(confirmed),
        Lsn.parse("0/1"),
        lost,
        KeptLog.NONE,
        failover);
  }
}
