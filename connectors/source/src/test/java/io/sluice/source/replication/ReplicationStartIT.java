package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicationStartIT {

  private Endpoint endpoint;
  private SlotOptions slot;

  @BeforeEach
  void createTables() throws SQLException {
    endpoint =
        SourceServer.shared()
            .database(
                "CREATE TABLE public.a (id int PRIMARY KEY)",
                "CREATE TABLE public.b (id int PRIMARY KEY)");
    slot = new SlotOptions("r_" + endpoint.database(), "pub", "it", Duration.ofSeconds(10));
  }

  @AfterEach
  void dropSlot() throws SQLException {
    run(
        endpoint,
        ("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = '%s'")
            .formatted(slot.name()));
  }

  @Test
  void firstStartMakesPublicationAndSlotForTheFilteredTables() throws Exception {
    CaptureStart start = start("public.a").prepare(Optional.empty());

    assertThat(start.tables())
        .extracting(TableDefinition::table)
        .containsExactly(new TableId("public", "a"));
    assertThat(start.start()).isEqualTo(slotNow().confirmedFlushLsn());
    assertThat(slotNow().plugin()).isEqualTo("pgoutput");
    assertThat(publication().tableIds()).containsExactly(new TableId("public", "a"));
    assertThat(publication().viaRoot()).isTrue();
  }

  @Test
  void existingPublicationSaysWhatToCapture() throws Exception {
    run(endpoint, "CREATE PUBLICATION pub FOR TABLE public.b");

    CaptureStart start = start("").prepare(Optional.empty());

    assertThat(start.tables())
        .extracting(TableDefinition::table)
        .containsExactly(new TableId("public", "b"));
  }

  @Test
  void crashBeforeTheFirstPositionStartsAgainOnTheSameSlot() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());

    assertThat(start("").prepare(Optional.empty()))
        .usingRecursiveComparison()
        .ignoringFields("system.flushLsn")
        .isEqualTo(first);
  }

  @Test
  void slotWithoutAPublicationIsRefusedBecauseItsPositionIsOlder() throws Exception {
    start("").prepare(Optional.empty());
    run(endpoint, "DROP PUBLICATION pub");

    assertRefused(Optional.empty(), ErrorCode.PUBLICATION_MISSING);
  }

  @Test
  void missingPublicationIsAskedForWhenItMayNotBeMade() {
    SourcePreflight preflight = new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, false);

    assertThatThrownBy(() -> new ReplicationStart(preflight).prepare(Optional.empty()))
        .hasMessageContaining("CREATE PUBLICATION \"pub\" FOR TABLE \"public\".\"a\"");
  }

  @Test
  void resumeStartsAtTheSlotsOwnPosition() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    StoredPosition stored = stored(first, new Lsn(first.start().value() + 1000));

    assertThat(start("").prepare(Optional.of(stored)).start()).isEqualTo(first.start());
  }

  @Test
  void slotAheadOfTheStoredPositionIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());

    assertRefused(
        Optional.of(stored(first, new Lsn(first.start().value() - 1))), ErrorCode.SLOT_AHEAD);
  }

  @Test
  void droppedSlotIsRefusedAndNotMadeAgain() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    run(endpoint, "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()));

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.SLOT_MISSING);
    assertThat(find()).isEmpty();
  }

  @Test
  void slotOfAnotherPluginIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    run(
        endpoint,
        "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()),
        "SELECT pg_create_logical_replication_slot('%s', 'test_decoding')".formatted(slot.name()));

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.SLOT_OF_ANOTHER_KIND);
  }

  @Test
  void droppedPublicationIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    run(endpoint, "DROP PUBLICATION pub");

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.PUBLICATION_MISSING);
  }

  @Test
  void changedPublicationIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    run(endpoint, "ALTER PUBLICATION pub DROP TABLE public.b");

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.PUBLICATION_CHANGED);
  }

  @Test
  void otherClusterAndOtherTimelineAreRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty());
    StoredPosition stored = stored(first, first.start());
    StoredPosition otherCluster =
        new StoredPosition(
            "1", stored.timeline(), stored.slot(), stored.fingerprint(), stored.lsn());
    StoredPosition otherTimeline =
        new StoredPosition(
            stored.systemIdentifier(), 7, stored.slot(), stored.fingerprint(), stored.lsn());

    assertRefused(Optional.of(otherCluster), ErrorCode.OTHER_SYSTEM);
    assertRefused(Optional.of(otherTimeline), ErrorCode.OTHER_TIMELINE);
  }

  @Test
  void fingerprintFollowsThePublicationAndNotTheTablesColumns() throws Exception {
    run(endpoint, "CREATE PUBLICATION pub FOR TABLE public.a");
    List<TableId> captured = publication().tableIds();
    String before = publication().fingerprint(captured);

    run(
        endpoint,
        "ALTER TABLE public.a ADD COLUMN x int",
        "ALTER PUBLICATION pub ADD TABLE public.b");
    assertThat(publication().fingerprint(captured)).isEqualTo(before);

    for (String change :
        List.of(
            "SET TABLE public.a (id)",
            "SET TABLE public.a WHERE (id > 1)",
            "SET TABLE public.b",
            "SET (publish = 'insert')",
            "SET (publish_via_partition_root = true)")) {
      run(
          endpoint,
          "DROP PUBLICATION pub",
          "CREATE PUBLICATION pub FOR TABLE public.a",
          "ALTER PUBLICATION pub " + change);
      assertThat(publication().fingerprint(captured)).as(change).isNotEqualTo(before);
    }
  }

  private void assertRefused(Optional<StoredPosition> stored, ErrorCode reason) {
    assertThatThrownBy(() -> start("").prepare(stored))
        .isInstanceOfSatisfying(
            SourceFailure.class, refused -> assertThat(refused.code()).isEqualTo(reason))
        .hasMessageContaining(reason.code());
  }

  private ReplicationStart start(String include) {
    return new ReplicationStart(
        new SourcePreflight(endpoint, slot, TableFilter.including(include), true));
  }

  private StoredPosition stored(CaptureStart start, Lsn lsn) {
    return new StoredPosition(
        start.system().systemIdentifier(),
        start.system().timeline(),
        slot.name(),
        start.fingerprint(),
        lsn);
  }

  private ReplicationSlot slotNow() throws SQLException {
    return find().orElseThrow();
  }

  private Optional<ReplicationSlot> find() throws SQLException {
    try (Connection session = endpoint.connect("sluice-it")) {
      return ReplicationSlot.find(session, slot.name());
    }
  }

  private Publication publication() throws SQLException {
    try (Connection session = endpoint.connect("sluice-it")) {
      return Publication.find(session, "pub").orElseThrow();
    }
  }
}
