package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How rows of partitioned tables and of row filters come through. */
class PartitionFactsIT {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = FactServer.database();
    database.execute(
        "CREATE TABLE public.part (id int PRIMARY KEY, note text) PARTITION BY RANGE (id)",
        "CREATE TABLE public.low PARTITION OF public.part FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE public.high PARTITION OF public.part FOR VALUES FROM (10) TO (20)");
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void changesViaTheRootBringTheRelationsOfRootAndLeaf() {
    FactSlot slot = published("FOR TABLE public.part WITH (publish_via_partition_root)");
    database.execute("INSERT INTO public.part VALUES (1)");
    assertThat(slot.messages("pub"))
        .contains("RELATION public.part d id* note", "RELATION public.low d id* note")
        .contains("INSERT part 1|NULL");
  }

  @Test
  void changesViaTheLeavesNameTheLeaf() {
    FactSlot slot = published("FOR TABLE public.part");
    database.execute("INSERT INTO public.part VALUES (1)");
    assertThat(slot.messages("pub"))
        .contains("RELATION public.low d id* note", "INSERT low 1|NULL")
        .doesNotContain("RELATION public.part d id* note");
  }

  @Test
  void textualPluginKnowsOnlyLeaves() {
    FactSlot slot = FactSlot.testDecoding(database);
    database.execute("INSERT INTO public.part VALUES (1)");
    assertThat(slot.changes())
        .containsExactly("table public.low: INSERT: id[integer]:1 note[text]:null");
  }

  @Test
  void updateAcrossPartitionsIsADeleteAndAnInsert() {
    FactSlot slot = published("FOR TABLE public.part WITH (publish_via_partition_root)");
    database.execute("INSERT INTO public.part VALUES (1, 'x')", "UPDATE public.part SET id = 11");
    assertThat(slot.rows("pub"))
        .containsExactly("INSERT part 1|x", "DELETE part K 1|NULL", "INSERT part 11|x");
  }

  @Test
  void rowsComeAndGoAsTheFilterSays() {
    FactSlot slot = published("FOR TABLE public.t WHERE (id > 10)");
    database.execute(
        "INSERT INTO public.t VALUES (1), (20)",
        "UPDATE public.t SET id = 2 WHERE id = 20",
        "UPDATE public.t SET id = 30 WHERE id = 1",
        "DELETE FROM public.t WHERE id = 2");
    assertThat(slot.rows("pub"))
        .containsExactly("INSERT t 20|NULL", "DELETE t K 20|NULL", "INSERT t 30|NULL");
  }

  @Test
  void filterThatIsNullIsFalse() {
    FactSlot slot = published("FOR TABLE public.t WHERE (note <> 'x') WITH (publish = 'insert')");
    database.execute("INSERT INTO public.t VALUES (1, NULL), (2, 'y'), (3, 'x')");
    assertThat(slot.rows("pub")).containsExactly("INSERT t 2|y");
  }

  @Test
  void filtersOfSeveralPublicationsAreAlternatives() {
    database.execute("CREATE PUBLICATION small FOR TABLE public.t WHERE (id < 5)");
    FactSlot slot = published("FOR TABLE public.t WHERE (id > 10)");
    database.execute("INSERT INTO public.t VALUES (1), (7), (20)");
    assertThat(slot.rows("small,pub")).containsExactly("INSERT t 1|NULL", "INSERT t 20|NULL");
  }

  private FactSlot published(String what) {
    database.execute("CREATE PUBLICATION pub " + what);
    return FactSlot.pgoutput(database);
  }
}
