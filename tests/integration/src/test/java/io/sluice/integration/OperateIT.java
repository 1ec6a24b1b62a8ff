package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.TableId;
import io.sluice.control.cleanup.CleanupOptions;
import io.sluice.control.fence.Fence;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
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
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import io.sluice.testkit.MigrationWriter;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.Pipeline.Paper;
import io.sluice.testkit.SluiceCommand;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do to a migration that runs. */
class OperateIT {

  /** Where the sink says that a transaction commits. */
  private static final String COMMIT = "commits at ([0-9A-F]+/[0-9A-F]+)";

  private static final String APP = "operate_app";

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
    pipeline.cleanup(new CleanupOptions(Set.of(), true)).run(new Paper().console());
    pipeline.source().execute("DROP ROLE IF EXISTS " + APP);
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
  void whatHasFailedGoesOnOnceItsCauseIsMended() throws Exception {
    pipeline.target().execute("ALTER TABLE public.item ADD CONSTRAINT odd CHECK (id <> 3001)");
    pipeline.source().execute("INSERT INTO public.item VALUES (3001, 'held up')");
    told(COMMIT);
    pipeline.target().execute("ALTER TABLE public.item DROP CONSTRAINT odd");

    Paper paper = new Paper();
    Map<String, Object> report = pausing(true, true).resume(paper.console());

    assertThat(report).containsEntry("sink", "RUNNING");
    assertThat(paper.text()).contains("task 0 of operate-sink failed: ", "; it is started again");
    awaitItems("id > 3000", "3001");
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
    String position = told(COMMIT);

    skip(position, "").run(new Paper().console());

    awaitItems("id BETWEEN 1001 AND 2000", "1003");
    assertThat(
            pipeline
                .target()
                .text(
                    "SELECT concat_ws(' ', changes, tables, reason) FROM sluice.skips WHERE position = '"
                        + position
                        + "'"))
        .isEqualTo("2 {public.item} the check is new");
    assertThat(overview().target().dirty())
        .extracting(TargetView.Dirty::table)
        .containsExactly("public.item");
    assertThatThrownBy(() -> skip("0/1", "").run(new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot be left out any more");

    skip(position, "").mended(new Paper().console());
    assertThat(overview().target().dirty()).isEmpty();
  }

  @Test
  void rangeOfKeysIsReadAgainAndNothingBesideIt() throws Exception {
    pipeline.target().execute("UPDATE public.item SET note = 'other' WHERE id IN (20, 21, 50, 51)");

    resnapshot("item", List.of("20"), List.of("50")).run(true, new Paper().console());
    awaitApplied();
    String others = "SELECT id FROM public.item WHERE note = 'other' ORDER BY id";
    assertThat(pipeline.target().texts(others)).containsExactly("20", "51");

    resnapshot("item", List.of(), List.of("100")).run(true, new Paper().console());
    awaitApplied();
    assertThat(pipeline.target().texts(others)).isEmpty();
  }

  @Test
  void rangeThatIsNoPlaceInTheKeysOrderIsRefused() {
    assertThatThrownBy(
            () -> resnapshot("item", List.of("twenty"), List.of()).run(true, new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("a value of the bound is none of the key's type");
    assertThatThrownBy(
            () -> resnapshot("item", List.of(), List.of("1", "2")).run(true, new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has 1 columns, and the bound 2 values");
  }

  @Test
  void recordIsSkippedWithItsTransactionAndStatusShowsWhatLacksItAndWhatIsClosed(
      @TempDir Path folder) throws Exception {
    pipeline.target().execute("ALTER TABLE public.item ADD CONSTRAINT late CHECK (note <> 'odd')");
    pipeline
        .source()
        .execute(
            "INSERT INTO public.item VALUES (2001, 'with it'), (2002, 'odd')",
            "INSERT INTO public.item VALUES (2003, 'later')");
    String record = told("applying (\\S+) to table public.item");
    String position = told(COMMIT);

    assertThat(skip("", record).run(new Paper().console())).hasToString(position);

    awaitItems("id > 2000", "2003");
    assertThat(
            pipeline
                .target()
                .text(
                    "SELECT concat_ws(' ', connector, changes, tables, who, reason) FROM sluice.skips"
                        + " WHERE position = '"
                        + position
                        + "'"))
        .isEqualTo("operate-sink 2 {public.item} tester as postgres the check is new");
    verify();
    close();
    try {
      assertStatus(folder);
    } finally {
      fence(pipeline.migration().source().database()).open();
      fence(pipeline.migration().target()).open();
    }
    skip(position, "").mended(new Paper().console());
    pipeline.target().execute("ALTER TABLE public.item DROP CONSTRAINT late");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | a record is named as topic-partition-offset",
        "operate.public.item-0-0 | is a copied row, which belongs to no transaction",
        "operate.public.item-0-99999999 | has no change at offset 99999999",
        "operate.public.item-7-0 | has no change at offset 0",
        "operate.public.nothing-0-0 | has no change at offset 0",
        "operate.watermarks-0-0 | is no change of a table",
        "operate.signals-0-0 | operate-sink does not read topic operate.signals",
        "elsewhere.public.item-0-0 | operate-sink does not read topic elsewhere.public.item"
      })
  void recordOfWhichNoTransactionIsKnownIsNotSkipped(String record, String reason) {
    assertThatThrownBy(() -> skip("", record).run(new Paper().console()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(reason);
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
    return resnapshot(table, List.of(), List.of());
  }

  private static Resnapshot resnapshot(String table, List<String> after, List<String> upTo) {
    return new Resnapshot(
        pipeline.migration(),
        pipeline.rest(),
        new Resnapshot.Rows("public." + table, after, upTo),
        Pipeline.patience());
  }

  private static Skip skip(String position, String record) {
    return new Skip(
        pipeline.migration(),
        pipeline.rest(),
        pipeline.consumers(),
        new SkipRequest(position, record, "the check is new", "tester"),
        Pipeline.patience());
  }

  /** What the sink's complaint says, once it has one. */
  private static String told(String pattern) {
    String complaint =
        await()
            .atMost(Pipeline.LIMIT)
            .until(() -> pipeline.status().complaint(), text -> !text.isEmpty());
    Matcher told = Pattern.compile(pattern).matcher(complaint);
    assertThat(told.find()).as(complaint).isTrue();
    return told.group(1);
  }

  private static void awaitItems(String condition, String... ids) {
    String query = "SELECT id FROM public.item WHERE " + condition + " ORDER BY id";
    await()
        .atMost(Pipeline.LIMIT)
        .untilAsserted(() -> assertThat(pipeline.target().texts(query)).containsExactly(ids));
  }

  private static void awaitApplied() {
    await()
        .atMost(Pipeline.LIMIT)
        .until(() -> pipeline.status().lag().sinkRecords(), behind -> behind == 0);
  }

  private static void verify() throws SQLException {
    VerifyOptions options = new VerifyOptions(false, true, 2, 0, Duration.ofSeconds(5));
    VerificationResult found =
        Verification.of(pipeline.migration(), options).run(new Paper().console());
    assertThat(found.isGood()).as("what was skipped is found").isFalse();
  }

  /** The target's tables to everybody, the source to one role. */
  private static void close() throws SQLException {
    pipeline.source().execute("CREATE ROLE " + APP + " LOGIN");
    Fencing.Roles roles = new Fencing.Roles(List.of(APP));
    List<TableId> tables = List.of(new TableId("public", "item"));
    fence(pipeline.migration().source().database()).close(roles, tables, Pipeline.patience());
    fence(pipeline.migration().target()).close(new Fencing.Tables(), tables, Pipeline.patience());
  }

  private static Fence fence(Database side) {
    return new Fence(side, pipeline.migration().name());
  }

  /** The command as people and scripts have it: lines, and then one line of JSON. */
  private static void assertStatus(Path folder) throws Exception {
    Path file = MigrationWriter.write(pipeline.migration(), folder);
    SluiceCommand status = SluiceCommand.start(folder, "status", "--json", "-c", file.toString());
    assertThat(status.await()).as(status.words()).isZero();
    String words = status.words();
    String source = pipeline.migration().source().database().toString();
    String target = pipeline.migration().target().toString();
    assertThat(words)
        .contains(
            "dirty    public.item: 2 skipped changes since 2",
            "fence    " + source + " is closed to writers (roles) since 2",
            "fence    " + target + " is closed to writers (tables) since 2")
        .containsPattern("verified 1 mismatched(, [0-9] verified)?\\R");
    JsonNode json = new ObjectMapper().readTree(words.lines().reduce((a, b) -> b).orElseThrow());
    assertThat(json.path("phase").asText()).isEqualTo("streaming");
    assertThat(json.path("verification").path("mismatched").asInt()).isEqualTo(1);
    assertThat(json.path("dirty")).hasSize(1);
    assertThat(json.path("dirty").get(0).path("table").asText()).isEqualTo("public.item");
    assertThat(json.path("dirty").get(0).path("what").asText()).isEqualTo("skipped changes");
    assertThat(json.path("dirty").get(0).path("keys").asInt()).isEqualTo(2);
    assertThat(json.path("fences")).hasSize(2);
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
