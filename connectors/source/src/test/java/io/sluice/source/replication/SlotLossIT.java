package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.server.SourceServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to lose a slot, on a server of its own that keeps little of its log. */
class SlotLossIT {

  private static SourceServer server;

  private Endpoint endpoint;
  private SlotOptions slot;
  private CaptureStart first;

  @BeforeAll
  static void startServer() {
    server =
        SourceServer.start(
            Map.of(
                "wal_level", "logical",
                "max_wal_size", "32MB",
                "min_wal_size", "32MB"));
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.stop();
  }

  @BeforeEach
  void startOnce() throws Exception {
    endpoint = server.database("CREATE TABLE public.a (id int PRIMARY KEY)");
    slot = new SlotOptions("l_" + endpoint.database(), "pub", "it", Duration.ofSeconds(10));
    first = start(Optional.empty());
  }

  @AfterEach
  void dropSlots() throws SQLException {
    run(
        endpoint,
        "ALTER SYSTEM RESET ALL",
        "SELECT pg_reload_conf()",
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
  }

  @Test
  void slotThatWasMadeAgainIsAheadThoughNothingWasWritten() throws SQLException {
    drop();
    run(
        endpoint,
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot.name()));

    assertRefused(ErrorCode.SLOT_AHEAD);
  }

  @Test
  void slotThatStandsExactlyAtTheStoredPositionLacksNothing() throws Exception {
    run(endpoint, "SELECT pg_copy_logical_replication_slot('%s', 'aside')".formatted(slot.name()));
    drop();
    run(
        endpoint,
        "SELECT pg_copy_logical_replication_slot('aside', '%s')".formatted(slot.name()),
        "SELECT pg_drop_replication_slot('aside')");

    assertThat(find().orElseThrow().confirmedFlushLsn()).isEqualTo(first.start());
    assertThat(start(Optional.of(stored())).start()).isEqualTo(first.start());
  }

  @Test
  void physicalSlotOfTheNameIsRefused() throws SQLException {
    drop();
    run(endpoint, "SELECT pg_create_physical_replication_slot('%s')".formatted(slot.name()));

    assertRefused(ErrorCode.SLOT_OF_ANOTHER_KIND);
    refused(ErrorCode.SLOT_OF_ANOTHER_KIND, () -> start(Optional.empty()));
  }

  @Test
  void slotOfAnotherDatabaseIsRefused() throws SQLException {
    drop();
    run(
        server.endpoint("postgres"),
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot.name()));

    assertRefused(ErrorCode.SLOT_OF_ANOTHER_KIND);
  }

  @Test
  void heldSlotIsRefusedByTheNameOfItsHolder() throws Exception {
    SlotOptions other = new SlotOptions(slot.name(), "pub", "somebody else", Duration.ofSeconds(9));
    try (ReplicationStream held = ReplicationStream.open(endpoint, other, Lsn.ZERO)) {
      assertThat(held.next()).isEmpty();
      assertRefused(ErrorCode.SLOT_IN_USE);
      assertThatThrownBy(
              () -> new StreamOpening(endpoint, slot, Duration.ofMillis(1)).open(Lsn.ZERO))
          .hasMessageStartingWith("SLUICE-2017")
          .hasMessageContaining("process ")
          .hasMessageContaining("somebody else")
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void slotThatIsDroppedUnderItsStreamIsNamedAndNotRetried() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, first.start())) {
      run(
          endpoint,
          "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots"
              + " WHERE slot_name = '%s'".formatted(slot.name()));
      drop();
      await().until(() -> isLost(stream));
    }

    assertRefused(ErrorCode.SLOT_MISSING);
    refused(ErrorCode.SLOT_MISSING, () -> ReplicationStream.open(endpoint, slot, first.start()));
    refused(ErrorCode.SLOT_MISSING, () -> look(new AtomicReference<>()));
  }

  @Test
  void slotIsWarnedOfWhileItsLogRunsOutAndRefusedOnceItIsGone() throws Exception {
    AtomicReference<ReplicationSlot> seen = new AtomicReference<>();
    look(seen);
    assertThat(seen.get().log().status()).isEqualTo("reserved");
    assertThat(seen.get().log().safeBytes()).isEmpty();
    run(endpoint, "ALTER SYSTEM SET max_slot_wal_keep_size = '100MB'", "SELECT pg_reload_conf()");
    write(4);
    look(seen);
    assertThat(seen.get().log().status()).isEqualTo("extended");
    assertThat(seen.get().log().bytes()).isGreaterThan(48L << 20);
    assertThat(seen.get().log().safeBytes().orElseThrow()).isPositive();

    run(endpoint, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
    write(2);
    run(endpoint, "CHECKPOINT");

    assertRefused(ErrorCode.SLOT_INVALIDATED);
    refused(ErrorCode.SLOT_INVALIDATED, () -> start(Optional.empty()));
    refused(ErrorCode.SLOT_INVALIDATED, () -> look(seen));
    refused(
        ErrorCode.SLOT_INVALIDATED, () -> ReplicationStream.open(endpoint, slot, first.start()));
  }

  @Test
  void slotThatIsInvalidatedUnderItsStreamIsNamedAndNotRetried() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, first.start())) {
      run(endpoint, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
      write(4);
      run(endpoint, "CHECKPOINT");
      await().until(() -> isLost(stream));
    }

    assertRefused(ErrorCode.SLOT_INVALIDATED);
  }

  private static boolean isLost(ReplicationStream stream) {
    try {
      stream.next();
      return false;
    } catch (SQLException lost) {
      return true;
    }
  }

  /** Fills as many segments of the log. */
  private void write(int segments) throws SQLException {
    for (int i = 0; i < segments; i++) {
      run(
          endpoint,
          "SELECT pg_logical_emit_message(true, 'x', repeat('x', 100))",
          "SELECT pg_switch_wal()");
    }
  }

  private void look(AtomicReference<ReplicationSlot> seen) throws SQLException {
    try (Connection session = endpoint.connect("sluice-it")) {
      new SlotInspection(slot, endpoint.database(), seen::set).inspect(session);
    }
  }

  private void assertRefused(ErrorCode reason) {
    refused(reason, () -> start(Optional.of(stored())));
  }

  private static void refused(ErrorCode reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SourceFailure.class, refused -> assertThat(refused.code()).isEqualTo(reason));
  }

  private CaptureStart start(Optional<StoredPosition> stored)
      throws SQLException, InterruptedException {
    return new ReplicationStart(new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, true))
        .prepare(stored, table -> Optional.empty());
  }

  private StoredPosition stored() {
    return new StoredPosition(
        first.system().systemIdentifier(),
        first.system().timeline(),
        slot.name(),
        first.fingerprint(),
        first.start());
  }

  private void drop() throws SQLException {
    run(endpoint, "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()));
  }

  private Optional<ReplicationSlot> find() throws SQLException {
    try (Connection session = endpoint.connect("sluice-it")) {
      return ReplicationSlot.find(session, slot.name());
    }
  }
}
