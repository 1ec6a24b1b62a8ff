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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationStartIT {

  private static final TableId A = new TableId("public", "a");
  private static final TableId B = new TableId("public", "b");

  private Function<TableId, Optional<TableMark>> known = table -> Optional.empty();
  private Endpoint endpoint;
  private SlotOptions slot;

  @BeforeEach
  void createTables() throws Exception {
    endpoint =
        SourceServer.shared()
            .database(
                "CREATE TABLE public.a (id int PRIMARY KEY)",
                "CREATE TABLE public.b (id int PRIMARY KEY)");
    slot = new SlotOptions("r_" + endpoint.database(), "pub", "it", Duration.ofSeconds(10));
  }

  @AfterEach
  void dropSlot() throws Exception {
    run(
        endpoint,
        ("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = '%s'")
            .formatted(slot.name()));
  }

  @Test
  void firstStartMakesPublicationAndSlotForTheFilteredTables() throws Exception {
    CaptureStart start = start("public.a").prepare(Optional.empty(), known);

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

    CaptureStart start = start("").prepare(Optional.empty(), known);

    assertThat(start.tables())
        .extracting(TableDefinition::table)
        .containsExactly(new TableId("public", "b"));
  }

  @Test
  void crashBeforeTheFirstPositionStartsAgainOnTheSameSlot() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    CaptureStart again = start("").prepare(Optional.empty(), known);

    assertThat(again.start()).isEqualTo(first.start());
    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(again.tables()).isEqualTo(first.tables());
    assertThat(first.late()).isEmpty();
    assertThat(again.late()).isEmpty();
  }

  @Test
  void tablesThatCameIntoThePublicationAfterTheSlotAreLate() throws Exception {
    run(
        endpoint,
        "CREATE PUBLICATION pub FOR TABLE public.a",
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot.name()),
        "ALTER PUBLICATION pub ADD TABLE public.b");

    assertThat(start("").prepare(Optional.empty(), known).late()).containsExactly(B);
  }

  @Test
  void everyTableOfAPublicationThatIsYoungerThanTheSlotIsLate() throws Exception {
    run(
        endpoint,
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot.name()),
        "CREATE PUBLICATION pub FOR ALL TABLES");

    assertThat(start("").prepare(Optional.empty(), known).late()).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void slotWithoutAPublicationIsRefusedBecauseItsPositionIsOlder() throws Exception {
    start("").prepare(Optional.empty(), known);
    run(endpoint, "DROP PUBLICATION pub");

    assertRefused(Optional.empty(), ErrorCode.PUBLICATION_MISSING);
  }

  @Test
  void missingPublicationIsAskedForWhenItMayNotBeMade() {
    SourcePreflight preflight = new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, false);

    assertThatThrownBy(() -> new ReplicationStart(preflight).prepare(Optional.empty(), known))
        .hasMessageContaining("CREATE PUBLICATION \"pub\" FOR TABLE \"public\".\"a\"");
  }

  @Test
  void resumeStartsAtTheSlotsOwnPosition() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    StoredPosition stored = stored(first, new Lsn(first.start().value() + 1000));

    assertThat(start("").prepare(Optional.of(stored), known).start()).isEqualTo(first.start());
  }

  @Test
  void slotAheadOfTheStoredPositionIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);

    assertRefused(
        Optional.of(stored(first, new Lsn(first.start().value() - 1))), ErrorCode.SLOT_AHEAD);
  }

  @Test
  void droppedSlotIsRefusedAndNotMadeAgain() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    run(endpoint, "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()));

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.SLOT_MISSING);
    assertThat(find()).isEmpty();
  }

  @Test
  void slotOfAnotherPluginIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    run(
        endpoint,
        "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()),
        "SELECT pg_create_logical_replication_slot('%s', 'test_decoding')".formatted(slot.name()));

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.SLOT_OF_ANOTHER_KIND);
  }

  @Test
  void droppedPublicationIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    run(endpoint, "DROP PUBLICATION pub");

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.PUBLICATION_MISSING);
  }

  @Test
  void tableThatLeftThePublicationIsRefusedByName() throws Exception {
    assertRefusedAfter("ALTER PUBLICATION pub DROP TABLE public.b", "public.b");
  }

  @Test
  void tableThatLeftThePublicationAndCameBackIsRefused() throws Exception {
    assertRefusedAfter(
        "ALTER PUBLICATION pub SET TABLE public.a; ALTER PUBLICATION pub ADD TABLE public.b",
        "public.b");
  }

  @Test
  void publicationThatWasMadeAgainIsRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
    run(
        endpoint,
        "DROP PUBLICATION pub",
        "CREATE PUBLICATION pub FOR TABLE public.a, public.b"
            + " WITH (publish_via_partition_root = true)");

    assertRefused(Optional.of(stored(first, first.start())), ErrorCode.PUBLICATION_CHANGED);
  }

  @Test
  void tableThatIsMissingInThePublicationIsAddedUnlessItWasCapturedBefore() throws Exception {
    CaptureStart first = start("public.a").prepare(Optional.empty(), known);
    remember(first);

    CaptureStart second = start("").prepare(Optional.of(stored(first, first.start())), known);
    assertThat(second.tables()).extracting(TableDefinition::table).doesNotContain(B);

    CaptureStart third =
        start("public.*").prepare(Optional.of(stored(first, first.start())), known);
    assertThat(third.tables()).extracting(TableDefinition::table).contains(B);
    assertThat(third.marks().find(B)).isPresent();
    assertThat(third.late()).containsExactly(B);
    assertThat(publication().tableIds()).contains(B);
  }

  @Test
  void tableThatWasMadeAgainIsNoReasonToStop() throws Exception {
    run(endpoint, "CREATE PUBLICATION pub FOR TABLES IN SCHEMA public");
    CaptureStart first = start("").prepare(Optional.empty(), known);
    remember(first);
    run(endpoint, "DROP TABLE public.b", "CREATE TABLE public.b (id int PRIMARY KEY)");

    CaptureStart next = start("").prepare(Optional.of(stored(first, first.start())), known);
    assertThat(next.marks().find(B)).isPresent().isNotEqualTo(first.marks().find(B));
  }

  private void assertRefusedAfter(String change, String named) throws Exception {
    CaptureStart first = start("public.*").prepare(Optional.empty(), known);
    remember(first);
    run(endpoint, change.split("; "));

    assertThatThrownBy(
            () -> start("public.*").prepare(Optional.of(stored(first, first.start())), known))
        .isInstanceOfSatisfying(
            SourceFailure.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PUBLICATION_CHANGED))
        .hasMessageContaining(named);
  }

  private void remember(CaptureStart start) {
    Map<TableId, TableMark> marks = new HashMap<>();
    start
        .tables()
        .forEach(t -> start.marks().find(t.table()).ifPresent(m -> marks.put(t.table(), m)));
    known = table -> Optional.ofNullable(marks.get(table));
  }

  @Test
  void otherClusterAndOtherTimelineAreRefused() throws Exception {
    CaptureStart first = start("").prepare(Optional.empty(), known);
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
  void fingerprintAndMarksFollowWhatIsPublished() throws Exception {
    run(endpoint, "CREATE PUBLICATION pub FOR TABLE public.a");
    String fingerprint = publication().fingerprint();
    TableMark mark = marks().find(A).orElseThrow();

    run(
        endpoint,
        "ALTER TABLE public.a ADD COLUMN x int",
        "ALTER PUBLICATION pub ADD TABLE public.b");
    assertThat(publication().fingerprint()).isEqualTo(fingerprint);
    assertThat(marks().find(A).orElseThrow().published()).isEqualTo(mark.published());

    for (String change : List.of("(publish = 'insert')", "(publish_via_partition_root = true)")) {
      run(endpoint, "ALTER PUBLICATION pub SET " + change);
      assertThat(publication().fingerprint()).as(change).isNotEqualTo(fingerprint);
    }
    for (String change : List.of("public.a (id)", "public.a WHERE (id > 1)", "public.a")) {
      run(endpoint, "ALTER PUBLICATION pub SET TABLE " + change);
      assertThat(marks().find(A).orElseThrow().published())
          .as(change)
          .isNotEqualTo(mark.published());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADD COLUMN x int, false",
    "ADD COLUMN x int DEFAULT 7, true",
    "ADD COLUMN x int GENERATED ALWAYS AS IDENTITY, true",
    "DROP COLUMN name, false",
    "ALTER COLUMN name TYPE varchar(20), false",
    "ALTER COLUMN name TYPE text, true",
    "'ALTER COLUMN price TYPE numeric(12,3)', true",
    "ALTER COLUMN name SET NOT NULL, false",
    "ALTER COLUMN name SET DEFAULT 7, false",
    "RENAME COLUMN name TO label, true"
  })
  void markTellsWhetherOldRowsGotOtherContents(String change, boolean changes) throws Exception {
    run(
        endpoint,
        "ALTER TABLE public.a ADD COLUMN name varchar(10), ADD COLUMN price numeric(10,2)",
        "CREATE PUBLICATION pub FOR TABLE public.a");
    TableMark before = marks().find(A).orElseThrow();

    run(endpoint, "ALTER TABLE public.a " + change);

    assertThat(marks().find(A).orElseThrow().changesRowsOf(before)).isEqualTo(changes);
    assertThat(before.changesRowsOf(before)).isFalse();
  }

  private TableMarks marks() throws Exception {
    try (Connection session = endpoint.connect("sluice-it")) {
      return TableMarks.of(session, "pub");
    }
  }

  private void assertRefused(Optional<StoredPosition> stored, ErrorCode reason) {
    assertThatThrownBy(() -> start("").prepare(stored, known))
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

  private ReplicationSlot slotNow() throws Exception {
    return find().orElseThrow();
  }

  private Optional<ReplicationSlot> find() throws Exception {
    try (Connection session = endpoint.connect("sluice-it")) {
      return ReplicationSlot.find(session, slot.name());
    }
  }

  private Publication publication() throws Exception {
    try (Connection session = endpoint.connect("sluice-it")) {
      return Publication.find(session, "pub").orElseThrow();
    }
  }
}
