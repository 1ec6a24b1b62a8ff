package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.control.cleanup.Cleanup;
import io.sluice.control.cleanup.CleanupOptions;
import io.sluice.control.cleanup.CleanupResult;
import io.sluice.control.cleanup.Thing;
import io.sluice.control.connect.TopicList;
import io.sluice.control.operate.Halves;
import io.sluice.control.operate.Pausing;
import io.sluice.control.operate.Resnapshot;
import io.sluice.control.operate.Skip;
import io.sluice.control.operate.SkipRequest;
import io.sluice.control.operate.TableAddition;
import io.sluice.control.probe.Probe;
import io.sluice.control.probe.ProbeResult;
import io.sluice.control.probe.Stage;
import io.sluice.control.report.Problem;
import io.sluice.control.status.Overview;
import io.sluice.control.status.OverviewReader;
import io.sluice.control.status.TargetView;
import io.sluice.integration.Pipeline.Paper;
import io.sluice.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators do to a migration that runs. */
class OperateIT {

  private static Pipeline pipeline;

  @BeforeAll
  static void start() {
    pipeline = Pipeline.between("operate", Map.of());
    pipeline
        .source()
        .execute(
            "CREATE TABLE public.item (id int PRIMARY KEY, note text)",
            "INSERT INTO public.item SELECT id, 'first' FROM generate_series(1, 100) id");
    pipeline.start(Map.of("source.watch.interval.ms", "300"));
  }

  @AfterAll
  static void stop() throws SQLException {
    cleanup(pipeline, new CleanupOptions(Set.of(), true)).run(new Paper().console());
  }

  @Test
  void probeComesThroughOrNamesTheStageThatLostIt() throws Exception {
    ProbeResult whole = probe(Duration.ofSeconds(30));
    assertThat(whole.isGood()).as("%s", whole).isTrue();
    assertThat(whole.stages())
        .extracting(Stage::stage)
        .containsExactly("log", "slot", "topic", "sink operate-sink");

    pausing(false, true).pause(new Paper().console());
    try {
      ProbeResult lost = probe(Duration.ofSeconds(2));
      assertThat(lost.report()).containsEntry("lost_at", "sink operate-sink");
      assertThat(lost.lost().orElseThrow().detail()).contains("operate-sink is PAUSED");
      pausing(true, false).pause(new Paper().console());
      assertThat(probe(Duration.ofSeconds(2)).report()).containsEntry("lost_at", "topic");
    } finally {
      pausing(true, true).resume(new Paper().console());
    }
    assertThat(probe(Duration.ofSeconds(30)).isGood()).isTrue();
  }

  @Test
  void pausedMigrationSaysSoAndWhatItsSourceKeeps() throws Exception {
    Paper paper = new Paper();
    Map<String, Object> report = pausing(true, true).pause(paper.console());
    try {
      assertThat(report).containsEntry("source", "PAUSED").containsEntry("sink", "PAUSED");
      assertThat(report).containsKey("retained_bytes");
      assertThat(paper.text()).contains("the source keeps its log from");
      assertThat(overview().waits())
          .contains("operate-source is paused: sluice resume lets it go on");
    } finally {
      pausing(true, true).resume(new Paper().console());
    }
    Overview running = overview();
    assertThat(running.waits()).isEmpty();
    assertThat(running.slot().orElseThrow().sender()).isPresent();
    assertThat(running.report()).containsKeys("applied_lsn", "stored_lsn", "slot", "rates");
  }

  @Test
  void tableThatIsAddedIsCopiedAndReadAgainOnRequest() throws Exception {
    String odd = "Late, \"odd\" one";
    pipeline
        .source()
        .execute(
            "CREATE TABLE public.\"Late, \"\"odd\"\" one\" (id int PRIMARY KEY, n int)",
            "INSERT INTO public.\"Late, \"\"odd\"\" one\" VALUES (1, 1), (2, 2)");
    Paper paper = new Paper();
    addition(odd).rehearse(paper.console());
    assertThat(paper.text()).contains("would run on the source: ALTER PUBLICATION");
    addition(odd).run(true, new Paper().console());
    addition(odd).run(true, new Paper().console());
    awaitTarget(odd, "2");

    pipeline.target().execute("DELETE FROM public.\"Late, \"\"odd\"\" one\" WHERE id = 1");
    resnapshot(odd).run(true, new Paper().console());
    awaitTarget(odd, "2");

    assertThatThrownBy(() -> resnapshot("no_such").run(true, new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no table public.no_such");
  }

  @Test
  void transactionThatTheTargetRefusesIsSkippedAloneAndOnRecord() throws Exception {
    pipeline.target().execute("ALTER TABLE public.item ADD CHECK (note <> 'refused')");
    pipeline
        .source()
        .execute(
            "INSERT INTO public.item VALUES (1001, 'refused'), (1002, 'with it')",
            "INSERT INTO public.item VALUES (1003, 'later')");
    String complaint =
        await()
            .atMost(Pipeline.LIMIT)
            .until(() -> pipeline.status().complaint(), text -> !text.isEmpty());
    Matcher told = Pattern.compile("commits at ([0-9A-F]+/[0-9A-F]+)").matcher(complaint);
    assertThat(told.find()).as(complaint).isTrue();

    skip(told.group(1)).run(new Paper().console());

    await()
        .atMost(Pipeline.LIMIT)
        .untilAsserted(
            () ->
                assertThat(pipeline.target().texts("SELECT id FROM public.item WHERE id > 1000"))
                    .containsExactly("1003"));
    assertThat(
            pipeline
                .target()
                .text("SELECT concat_ws(' ', changes, tables, reason) FROM sluice.skips"))
        .isEqualTo("2 {public.item} the check is new");
    assertThat(overview().target().dirty())
        .extracting(TargetView.Dirty::table)
        .containsExactly("public.item");
    assertThatThrownBy(() -> skip("0/1").run(new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot be left out any more");

    skip(told.group(1)).mended(new Paper().console());
    assertThat(overview().target().dirty()).isEmpty();
  }

  @Test
  void cleanupRemovesWhatIsAskedForAndNothingThatIsInUse() throws Exception {
    Pipeline own = Pipeline.between("operate_not", Map.of());
    own.source().execute("CREATE TABLE public.item (id int PRIMARY KEY)");
    own.start(Map.of());
    own.source().execute("SELECT pg_create_logical_replication_slot('sluice_orphan', 'pgoutput')");

    assertThatThrownBy(
            () ->
                cleanup(own, new CleanupOptions(Set.of("topics"), false))
                    .run(new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("remove that first, with --connectors");

    Paper paper = new Paper();
    CleanupOptions all = new CleanupOptions(Set.of(), true);
    CleanupResult would = cleanup(own, all).rehearse(paper.console());
    assertThat(would.removed())
        .extracting(Thing::kind)
        .contains("connectors", "slot", "publication", "origins", "progress", "topics");
    assertThat(would.orphans()).extracting(Thing::name).contains("sluice_orphan");
    assertThat(paper.text()).contains("SELECT pg_drop_replication_slot('sluice_orphan');");

    cleanup(own, all).run(new Paper().console());
    own.source().execute("SELECT pg_drop_replication_slot('sluice_orphan')");
    CleanupResult again = cleanup(own, all).run(new Paper().console());
    assertThat(again.removed()).isEmpty();
    assertThat(again.left()).isEmpty();
    for (TestDatabase side : List.of(own.source(), own.target())) {
      assertThat(side.text("SELECT to_regnamespace('sluice')")).isNull();
    }
  }

  private static ProbeResult probe(Duration limit) throws SQLException {
    return new Probe(pipeline.migration(), pipeline.rest(), pipeline.consumers(), limit).run();
  }

  private static Pausing pausing(boolean source, boolean sink) {
    return new Pausing(
        pipeline.migration(), pipeline.rest(), new Halves(source, sink), Pipeline.patience());
  }

  private static TableAddition addition(String table) {
    return new TableAddition(
        pipeline.migration(), pipeline.rest(), "public." + table, Pipeline.patience());
  }

  private static Resnapshot resnapshot(String table) {
    return new Resnapshot(
        pipeline.migration(),
        pipeline.rest(),
        new Resnapshot.Rows("public." + table, List.of(), List.of()),
        Pipeline.patience());
  }

  private static Skip skip(String position) {
    return new Skip(
        pipeline.migration(),
        pipeline.rest(),
        pipeline.consumers(),
        new SkipRequest(position, "", "the check is new", "tester"),
        Pipeline.patience());
  }

  private static Cleanup cleanup(Pipeline of, CleanupOptions options) {
    return new Cleanup(
        of.migration(),
        of.rest(),
        new TopicList(of.consumers().bootstrapServers()),
        options,
        Pipeline.patience());
  }

  private static Overview overview() throws SQLException {
    try (OverviewReader reader =
        new OverviewReader(pipeline.migration(), pipeline.rest(), pipeline.consumers())) {
      reader.read();
      return reader.read();
    }
  }

  private static void awaitTarget(String table, String rows) {
    String name = "public.\"" + table.replace("\"", "\"\"") + "\"";
    await()
        .atMost(Pipeline.LIMIT)
        .untilAsserted(
            () -> {
              assertThat(
                      pipeline
                          .target()
                          .texts("SELECT 1 WHERE to_regclass('" + name + "') IS NOT NULL"))
                  .hasSize(1);
              assertThat(pipeline.target().text("SELECT count(*) FROM " + name)).isEqualTo(rows);
            });
  }
}
