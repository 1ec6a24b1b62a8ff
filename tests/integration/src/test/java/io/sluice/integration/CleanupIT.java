package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.cleanup.CleanupOptions;
import io.sluice.control.cleanup.CleanupResult;
import io.sluice.control.cleanup.Thing;
import io.sluice.control.fence.Fence;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Problem;
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import io.sluice.testkit.Leftovers;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.Pipeline.Paper;
import io.sluice.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of a migration when it is over. */
class CleanupIT {

  private static final CleanupOptions ALL = new CleanupOptions(Set.of(), true);
  private static final List<TableId> TABLES = List.of(new TableId("public", "item"));
  private static final String INSERT = "INSERT INTO public.item VALUES (7)";

  @Test
  void cleanupRemovesWhatIsAskedForAndNothingThatIsInUse() throws Exception {
    Pipeline own = Pipeline.between("finished", Map.of());
    own.source().execute("CREATE TABLE public.item (id int PRIMARY KEY)");
    own.start(Map.of());
    repair(own);
    own.source().execute("SELECT pg_create_logical_replication_slot('sluice_orphan', 'pgoutput')");
    own.target().execute("SELECT pg_replication_origin_create('sluice:gone-sink:repair')");

    assertThatThrownBy(
            () ->
                own.cleanup(new CleanupOptions(Set.of("topics"), false)).run(new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("remove that first, with --connectors");

    Paper paper = new Paper();
    CleanupResult would = own.cleanup(ALL).rehearse(paper.console());
    assertThat(would.removed())
        .extracting(Thing::kind)
        .contains("connectors", "slot", "publication", "origins", "progress", "topics");
    assertThat(would.removed())
        .extracting(Thing::name)
        .contains("sluice:finished-sink:repair", "finished.signals");
    assertThat(would.orphans())
        .extracting(Thing::name)
        .contains("sluice_orphan", "sluice:gone-sink:repair");
    assertThat(paper.text()).contains("SELECT pg_drop_replication_slot('sluice_orphan');");
    own.source().execute("SELECT pg_drop_replication_slot('sluice_orphan')");
    own.target().execute("SELECT pg_replication_origin_drop('sluice:gone-sink:repair')");

    own.cleanup(ALL).run(new Paper().console());

    CleanupResult again = own.cleanup(ALL).run(new Paper().console());
    assertThat(again.removed()).isEmpty();
    assertThat(again.left()).isEmpty();
    assertThat(leftovers(own)).isEmpty();
    for (TestDatabase side : List.of(own.source(), own.target())) {
      assertThat(side.text("SELECT to_regnamespace('sluice')")).isNull();
    }
  }

  @Test
  void fenceStaysWhileItStandsAndGoesWithItsTriggers() throws Exception {
    Pipeline own = Pipeline.between("fenced", Map.of());
    own.target().execute("CREATE TABLE public.item (id int PRIMARY KEY)");
    Database target = own.migration().target();
    Fence another = new Fence(target, "another");
    another.close(new Fencing.Tables(), TABLES, Pipeline.patience());
    another.open();
    new Fence(target, "fenced").close(new Fencing.Tables(), TABLES, Pipeline.patience());

    Paper paper = new Paper();
    assertThat(own.cleanup(ALL).run(paper.console()).left())
        .extracting(Thing::kind)
        .containsExactly("fence");
    assertThatThrownBy(() -> own.target().execute(INSERT))
        .hasStackTraceContaining("migration fenced has closed this database");

    // As the documentation has it for an owner who opens a side by hand.
    own.target().execute("UPDATE sluice.fence SET opened = clock_timestamp() WHERE opened IS NULL");
    own.cleanup(ALL).run(new Paper().console());

    own.target().execute(INSERT);
    assertThat(leftovers(own)).isEmpty();
    assertThat(own.target().text("SELECT migration FROM sluice.fence")).isEqualTo("another");
  }

  /** Makes the replication origin of repairs. */
  private static void repair(Pipeline own) throws SQLException {
    own.target().execute("INSERT INTO public.item VALUES (-1)");
    VerifyOptions options = new VerifyOptions(true, true, 1, 0, Duration.ofSeconds(5));
    VerificationResult mended =
        Verification.of(own.migration(), options).run(new Paper().console());
    assertThat(mended.repaired()).isEqualTo(1);
  }

  private static List<String> leftovers(Pipeline own) throws Exception {
    return new Leftovers(own.migration().name(), own.rest(), own.consumers().bootstrapServers())
        .in(own.source(), own.target());
  }
}
