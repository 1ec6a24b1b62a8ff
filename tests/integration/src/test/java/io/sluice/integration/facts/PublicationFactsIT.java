package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publication lets through, and when it counts. */
class PublicationFactsIT {

  /** From here on a publication that is gone is a warning in the server's log. */
  private static final int ONLY_WARNS = 18;

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = FactServer.database();
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void publicationMadeAfterTheSlotIsMissingUntilTheSlotHasPassedIt() {
    FactSlot slot = FactSlot.pgoutput(database);
    database.execute(
        "INSERT INTO public.t VALUES (1)",
        "CREATE PUBLICATION pub FOR TABLE public.t",
        "INSERT INTO public.t VALUES (2)");

    if (FactServer.major() < ONLY_WARNS) {
      assertMissing(slot);
      assertMissing(slot);
    } else {
      assertThat(slot.rows("pub")).as("the first row is lost").containsExactly("INSERT t 2|NULL");
    }
    pass(slot);
    database.execute("INSERT INTO public.t VALUES (3)");
    assertThat(slot.rows("pub")).containsExactly("INSERT t 3|NULL");
  }

  @Test
  void droppedPublicationFailsOrTakesItsRowsWithIt() {
    FactSlot slot = published("FOR TABLE public.t");
    database.execute("DROP PUBLICATION pub", "INSERT INTO public.t VALUES (1)");

    if (FactServer.major() < ONLY_WARNS) {
      assertMissing(slot);
    } else {
      assertThat(slot.rows("pub")).isEmpty();
    }
  }

  private static void assertMissing(FactSlot slot) {
    assertThatThrownBy(() -> slot.rows("pub"))
        .hasStackTraceContaining("publication \"pub\" does not exist");
  }

  @Test
  void tableTakenOutIsSilent() {
    FactSlot slot = published("FOR TABLE public.t");
    database.execute(
        "INSERT INTO public.t VALUES (1)",
        "ALTER PUBLICATION pub SET TABLE public.u",
        "INSERT INTO public.t VALUES (2)");
    assertThat(slot.rows("pub")).containsExactly("INSERT t 1|NULL");
  }

  @Test
  void publishingATableWithoutAnIdentityBreaksItsOwnUpdatesAndDeletes() {
    database.execute(
        "CREATE TABLE public.keyless (id int)",
        "CREATE TABLE public.deferred (id int PRIMARY KEY DEFERRABLE)",
        "CREATE PUBLICATION pub FOR TABLE public.keyless, public.deferred",
        "INSERT INTO public.keyless VALUES (1)",
        "INSERT INTO public.deferred VALUES (1)");

    for (String table : new String[] {"keyless", "deferred"}) {
      assertThatThrownBy(() -> database.execute("UPDATE public." + table + " SET id = 2"))
          .hasStackTraceContaining("does not have a replica identity and publishes updates");
      assertThatThrownBy(() -> database.execute("DELETE FROM public." + table))
          .hasStackTraceContaining("does not have a replica identity and publishes deletes");
    }
  }

  @Test
  void tableThatIsAddedMissesRowsOfTransactionsThatWereWriting() {
    FactSlot slot = published("FOR TABLE public.u");
    try (OpenSession writer = OpenSession.in(database)) {
      writer.run("BEGIN", "INSERT INTO public.t VALUES (1)");
      database.execute("ALTER PUBLICATION pub ADD TABLE public.t");
      assertThat(database.texts("SELECT id FROM public.t")).as("what a copy sees").isEmpty();
      writer.run("COMMIT");
    }
    database.execute("INSERT INTO public.t VALUES (2)");
    assertThat(slot.rows("pub")).as("row 1 is nowhere").containsExactly("INSERT t 2|NULL");
  }

  @Test
  void columnAddedWithADefaultFillsOldRowsWithoutAChange() {
    database.execute("INSERT INTO public.t VALUES (1)");
    FactSlot slot = published("FOR TABLE public.t");
    database.execute("ALTER TABLE public.t ADD COLUMN level int NOT NULL DEFAULT 7");
    assertThat(slot.messages("pub")).isEmpty();
    assertThat(database.text("SELECT level FROM public.t")).isEqualTo("7");

    database.execute("INSERT INTO public.t VALUES (2)");
    assertThat(slot.rows("pub")).containsExactly("INSERT t 2|NULL|7");
  }

  private FactSlot published(String what) {
    database.execute(
        "CREATE TABLE public.u (id int PRIMARY KEY)", "CREATE PUBLICATION pub " + what);
    return FactSlot.pgoutput(database);
  }

  private void pass(FactSlot slot) {
    database.text(
        "SELECT pg_replication_slot_advance('%s', pg_current_wal_lsn())".formatted(slot.name()));
  }
}
