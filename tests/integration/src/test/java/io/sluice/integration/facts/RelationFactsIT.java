package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the stream describes a table, its columns and its old rows. */
class RelationFactsIT {

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
  void keyFlagsFollowTheReplicaIdentityAndNotThePrimaryKey() {
    FactSlot slot = published("public.t");
    String[] identities = {"DEFAULT", "FULL", "NOTHING"};
    for (int id = 0; id < identities.length; id++) {
      database.execute(
          "ALTER TABLE public.t REPLICA IDENTITY " + identities[id],
          "INSERT INTO public.t VALUES (" + id + ")");
    }
    assertThat(relations(slot))
        .containsExactly(
            "RELATION public.t d id* note",
            "RELATION public.t f id* note*",
            "RELATION public.t n id note");
  }

  @Test
  void oldKeysHaveNullForEveryOtherColumn() {
    FactSlot slot = published("public.t");
    database.execute(
        "INSERT INTO public.t VALUES (1, 'not null')",
        "UPDATE public.t SET id = 2",
        "DELETE FROM public.t");
    assertThat(slot.rows("pub"))
        .containsExactly(
            "INSERT t 1|not null", "UPDATE t K 1|NULL N 2|not null", "DELETE t K 2|NULL");
  }

  @Test
  void columnListTakesColumnsOutOfTheRelation() {
    FactSlot slot = published("public.t (id)");
    database.execute("INSERT INTO public.t VALUES (1, 'hidden')");
    assertThat(slot.messages("pub")).contains("RELATION public.t d id*", "INSERT t 1");
  }

  @Test
  void unchangedLargeValueIsNeitherSentNorNull() {
    database.execute("ALTER TABLE public.t ALTER note SET STORAGE EXTERNAL");
    FactSlot slot = published("public.t");
    database.execute(
        "ALTER TABLE public.t ADD COLUMN level int",
        "INSERT INTO public.t VALUES (1, repeat('x', 9000))",
        "UPDATE public.t SET level = 5");
    assertThat(slot.rows("pub")).last().isEqualTo("UPDATE t 1|UNCHANGED|5");
  }

  @Test
  void generatedColumnsAreOmittedByOnePluginAndPrintedByTheOther() {
    database.execute(
        "CREATE TABLE public.g (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)");
    FactSlot printing = FactSlot.testDecoding(database);
    FactSlot omitting = published("public.g");
    printing.lines();
    database.execute("INSERT INTO public.g VALUES (4)");

    assertThat(omitting.messages("pub")).contains("RELATION public.g d id*", "INSERT g 4");
    assertThat(printing.changes())
        .containsExactly("table public.g: INSERT: id[integer]:4 twice[integer]:8");
  }

  @Test
  void typeOfADomainHasTheDomainsIdAndTheBaseTypesName() {
    database.execute(
        "CREATE DOMAIN public.percent AS int",
        "CREATE TYPE public.mood AS ENUM ('fine')",
        "CREATE TABLE public.d (id public.percent PRIMARY KEY, mood public.mood)");
    FactSlot slot = published("public.d");
    database.execute("INSERT INTO public.d VALUES (50, 'fine')");

    String domain = database.text("SELECT 'public.percent'::regtype::oid");
    String label = database.text("SELECT 'public.mood'::regtype::oid");
    assertThat(slot.messages("pub"))
        .contains("TYPE " + domain + " .int4", "TYPE " + label + " public.mood");
  }

  /** The relations that a reading brings. */
  private static List<String> relations(FactSlot slot) {
    return slot.messages("pub").stream().filter(line -> line.startsWith("RELATION")).toList();
  }

  private FactSlot published(String table) {
    database.execute("CREATE PUBLICATION pub FOR TABLE " + table);
    return FactSlot.pgoutput(database);
  }
}
