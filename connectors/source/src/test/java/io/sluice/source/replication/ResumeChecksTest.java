package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResumeChecksTest {

  private static final StoredPosition STORED =
      new StoredPosition("42", 1, "sluice", "f1", Lsn.parse("1/100"));

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
  void everyRefusalSaysHowToStartOver() {
    assertThatThrownBy(
            () -> checks.fingerprint(new Publication("pub", "f2", List.of(), false, List.of())))
        .hasMessageStartingWith("SLUICE-2021: ")
        .hasMessageContaining("SELECT pg_drop_replication_slot('sluice');")
        .hasMessageContaining("DELETE /connectors/<name>/offsets");
  }

  private static void refused(ErrorCode reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SourceFailure.class, refused -> assertThat(refused.code()).isEqualTo(reason));
  }

  private static ReplicationSlot slot(String database, String confirmed, Optional<String> lost) {
    return new ReplicationSlot(
        "sluice",
        "pgoutput",
        database,
        Optional.empty(),
        Lsn.parse(confirmed),
        Lsn.parse("0/1"),
        lost);
  }
}
