package io.sluice.e2e.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.cutover.SwitchResult;
import io.sluice.control.cutover.SwitchResult.Outcome;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.migration.Fencing;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.testkit.CutoverStage;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.RovingWriter;
import io.sluice.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a cutover, and of each way in which it can go wrong. */
class CutoverE2E {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final CutoverSettings TABLES = CutoverSettings.DEFAULT;
  private static final CutoverSettings ROLES =
      CutoverSettings.DEFAULT.with(new Fencing.Roles(List.of(CutoverStage.APP)));

  private static CutoverStage stage;
  private static TestDatabase source;
  private static TestDatabase target;

  /** What a cutover says by roles that may no more than the connectors need. */
  private static Throwable refusal;

  @BeforeAll
  static void open() throws Exception {
    stage = CutoverStage.open("turns", 15);
    source = stage.source();
    target = stage.target();
    refusal = catchThrowable(() -> move(Direction.CUTOVER, TABLES));
    stage.grantCutover();
  }

  @AfterAll
  static void cleanupLeavesNothingOnceItMayTakeAllAway() throws Exception {
    try (CutoverStage closing = stage) {
      String drop = "EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_drop ";
      target.execute("REVOKE " + drop + "FROM " + CutoverStage.ROLES.apply());
      assertThatThrownBy(closing::cleanUp)
          .isInstanceOf(Problem.class)
          .hasMessageContaining("origins sluice:turns-sink:0 (target")
          .hasMessageEndingWith("SELECT pg_replication_origin_drop('sluice:turns-sink:0');");
      target.execute("GRANT " + drop + "TO " + CutoverStage.ROLES.apply());
      assertThat(closing.cleanUp()).isEmpty();
    }
  }

  @AfterEach
  void everyTestEndsWithWritersOnTheSource() {
    assertThat(CutoverStage.takesWrites(source)).as("source takes writes").isTrue();
  }

  @Test
  void writersAreMovedThereAndBackAndNoWriteIsLost() throws Exception {
    // The writer tries both sides from the beginning; so the target has to be closed by then.
    move(Direction.CUTOVER, TABLES.withSwitch("false"));
    try (RovingWriter writer = RovingWriter.start(source, target)) {
      await().atMost(LIMIT).until(() -> writer.count() > 20);
      SwitchResult there = move(Direction.CUTOVER, TABLES);
      assertThat(there.outcome()).as(there.sentence()).isEqualTo(Outcome.DONE);
      assertThat(there.facts().comparison().orElseThrow().mismatches()).isZero();
      assertThat(there.facts().finalLsn()).isPresent();
      assertThat(CutoverStage.takesWrites(source)).isFalse();
      assertThat(CutoverStage.takesWrites(target)).isTrue();

      assertThat(move(Direction.CUTOVER, TABLES).outcome()).isEqualTo(Outcome.ALREADY);

      long count = writer.count();
      await().atMost(LIMIT).until(() -> writer.count() > count + 20);
      SwitchResult back = move(Direction.ROLLBACK, TABLES);
      assertThat(back.outcome()).as(back.sentence()).isEqualTo(Outcome.DONE);
      assertThat(CutoverStage.takesWrites(source)).isTrue();
      assertThat(CutoverStage.takesWrites(target)).isFalse();
      writer.close();
      assertThat(writer.lostOn(source)).as("acknowledged and lost").isEmpty();
    }
    assertThatThrownBy(() -> move(Direction.ROLLBACK, TABLES))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no cutover to take back");
  }

  @Test
  void roleIsToldEverythingThatACutoverTakes() {
    assertThat(refusal).isInstanceOf(Problem.class);
    assertThat(refusal.getMessage().replace("\"", "").lines().toList())
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("on source", "GRANT stage_owner TO stage_capture;"),
            one -> assertThat(one).contains("on target", "GRANT stage_owner TO stage_apply;"),
            one ->
                assertThat(one).contains("may not write a fence down in schema sluice of source"),
            one -> assertThat(one).contains("way back", "ALTER ROLE stage_apply REPLICATION;"),
            one -> assertThat(one).contains("way back", "CREATE PUBLICATION sluice_turns_reverse"),
            one -> assertThat(one).contains("way back", "CREATE ON SCHEMA sluice TO stage_capture"),
            one -> assertThat(one).contains("way back", "GRANT SET ON PARAMETER", "stage_capture;"),
            one -> assertThat(one).contains("way back", "pg_replication_origin_create"),
            one -> assertThat(one).contains("way back", "TRUNCATE ON public.item TO stage_capture"),
            one -> assertThat(one).contains("way back", "SEQUENCE public.item_id_seq"));
  }

  @Test
  void applicationIsMovedByItsRoles() throws Exception {
    Throwable lacking = catchThrowable(() -> move(Direction.CUTOVER, ROLES));
    assertThat(lacking.getMessage().replace("\"", ""))
        .contains(
            "Role stage_capture may not take the login of role stage_app on source",
            "Role stage_apply may not take the login of role stage_app on target",
            "GRANT pg_signal_backend TO stage_apply;");
    obey(lacking);
    try (Connection session = CutoverStage.app(source).connect("application")) {
      SwitchResult there = move(Direction.CUTOVER, ROLES);
      assertThat(there.outcome()).as(there.sentence()).isEqualTo(Outcome.DONE);
      assertThat(session.isValid(2)).as("session on the source").isFalse();
    }
    assertThatThrownBy(() -> CutoverStage.app(source).connect("application"))
        .hasMessageContaining("not permitted to log in");
    CutoverStage.app(target).connect("application").close();

    assertThat(move(Direction.ROLLBACK, ROLES).outcome()).isEqualTo(Outcome.DONE);
    CutoverStage.app(source).connect("application").close();
    assertThatThrownBy(() -> CutoverStage.app(target).connect("application"))
        .hasMessageContaining("not permitted to log in");
  }

  @Test
  void switchCommandThatFailsGivesTheCutoverUp() throws Exception {
    SwitchResult result = move(Direction.CUTOVER, TABLES.withSwitch("echo cannot; exit 7"));

    assertThat(result.outcome()).isEqualTo(Outcome.BACK);
    assertThat(result.isGood()).isFalse();
    assertThat(result.sentence())
        .contains("the switch command ended with 7", "takes the writes as before");
    assertThat(stage.words()).contains("  | cannot");
    assertThat(CutoverStage.takesWrites(target)).as("target takes writes").isFalse();
  }

  @Test
  void sinkThatNeverArrivesGivesTheCutoverUp() throws Exception {
    CutoverSettings hasty = TABLES.withLimits(LIMIT, Duration.ofSeconds(4), LIMIT);
    try (Connection writer = source.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.item (who) VALUES ('in the middle')");
      CompletableFuture<SwitchResult> moving = inBackground(hasty);
      awaitStep("fence");
      stage.rest().pause(stage.migration().sinkConnector());
      await().atMost(LIMIT).until(() -> sinkState().equals("PAUSED"));
      writer.commit();

      SwitchResult result = moving.join();

      assertThat(result.outcome()).as(result.sentence()).isEqualTo(Outcome.BACK);
      assertThat(result.sentence())
          .contains("the sink turns-sink has applied up to", "and the final position is");
      assertThat(CutoverStage.takesWrites(source)).as("source takes writes").isTrue();
    } finally {
      stage.rest().resume(stage.migration().sinkConnector());
      await().atMost(LIMIT).until(() -> sinkState().equals("RUNNING"));
    }
  }

  @Test
  void writerThatDoesNotEndGivesTheCutoverUp() throws Exception {
    CutoverSettings hasty = TABLES.withLimits(LIMIT, Duration.ofSeconds(1), LIMIT);
    try (Connection writer = source.endpoint().connect("endless-writer");
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.item (who) VALUES ('in the middle')");

      SwitchResult result = move(Direction.CUTOVER, hasty);

      assertThat(result.outcome()).isEqualTo(Outcome.BACK);
      assertThat(result.sentence()).contains("being written to by process", "endless-writer");
      writer.rollback();
    }
  }

  @Test
  void secondOperatorIsRefused() throws Exception {
    try (OperatorLock lock = OperatorLock.take(stage.migration(), "rollback")) {
      assertThat(lock.session().isValid(1)).isTrue();
      assertThatThrownBy(() -> move(Direction.CUTOVER, TABLES))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("another operator works on migration turns")
          .hasMessageContaining("sluice-rollback");
    }
  }

  @Test
  void rehearsalStopsNobody() throws Exception {
    try (RovingWriter writer = RovingWriter.start(source)) {
      SwitchResult result = stage.move(Direction.CUTOVER, SwitchOptions.of(TABLES).rehearsal());

      assertThat(result.outcome()).isEqualTo(Outcome.REHEARSED);
      assertThat(result.steps()).extracting("name").doesNotContain("fence", "switch", "open");
      assertThat(writer.count()).isPositive();
    }
  }

  @Test
  void everythingThatStandsInTheWayIsSaidBeforeAnythingIsTouched() throws Exception {
    String ours = CutoverStage.ROLES.apply();
    CutoverSettings nobody = TABLES.with(new Fencing.Roles(List.of("nobody", ours)));
    source.execute("CREATE INDEX item_who ON public.item (who)");
    try (Connection session = source.connect();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("INSERT INTO public.item (who) VALUES ('prepared')");
      statement.execute("PREPARE TRANSACTION 'half'");
      session.setAutoCommit(true);
      assertThatThrownBy(() -> move(Direction.CUTOVER, nobody))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("1 prepared transactions are open on source")
          .hasMessageContaining("1 indexes, constraints, grants and the like are missing on target")
          .hasMessageContaining("has no role nobody")
          .hasMessageContaining("Role " + ours + " is the one that sluice itself uses on target");
      statement.execute("ROLLBACK PREPARED 'half'");
    }
    source.execute("DROP INDEX public.item_who");
  }

  @Test
  void otherSinksOfTheSameTopicsAreWaitedForUnlessNobodyWants() throws Exception {
    String other = "elsewhere-sink";
    TestDatabase elsewhere = Postgres.shared().newDatabase("elsewhere");
    Map<String, String> config =
        new HashMap<>(stage.rest().config(stage.migration().sinkConnector()).orElseThrow());
    config.put("name", other);
    config.put("database.dbname", elsewhere.endpoint().database());
    config.put("database.user", elsewhere.endpoint().user());
    config.put("database.password", elsewhere.endpoint().password().value());
    stage.rest().put(other, config);
    stage.rest().awaitRunning(other, Patience.of(LIMIT));
    stage.rest().pause(other);
    await().atMost(LIMIT).until(() -> state(other).equals("PAUSED"));
    try {
      SwitchOptions impatient =
          SwitchOptions.of(TABLES.withSwitch("false")).withTimeout(Duration.ofSeconds(3));
      assertThatThrownBy(() -> stage.move(Direction.CUTOVER, impatient))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the sink elsewhere-sink has applied up to");

      SwitchOptions usual = SwitchOptions.of(TABLES.withSwitch("false")).without(Set.of(other));
      assertThat(stage.move(Direction.CUTOVER, usual).sentence())
          .contains("the switch command ended with 1");
    } finally {
      stage.rest().delete(other);
    }
  }

  @Test
  void cutoverIsPostponedWhileTheFileIsThere(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("postpone"));
    SwitchOptions postponed = SwitchOptions.of(TABLES.withSwitch("false")).postponedBy(file);
    CompletableFuture<SwitchResult> moving = CompletableFuture.supplyAsync(() -> quiet(postponed));
    awaitStep("hold");
    assertThat(CutoverStage.takesWrites(source)).as("source takes writes").isTrue();
    assertThat(moving).isNotDone();

    Files.delete(file);

    assertThat(moving.join().sentence()).contains("the switch command ended with 1");
  }

  /** A superuser of the side that a sentence names runs what it says. */
  private static void obey(Throwable refusal) {
    Matcher sentences =
        Pattern.compile(" on (source|target) .*Run (.+;)").matcher(refusal.getMessage());
    while (sentences.find()) {
      (sentences.group(1).equals("source") ? source : target).execute(sentences.group(2));
    }
  }

  private static SwitchResult move(Direction direction, CutoverSettings settings) throws Exception {
    return stage.move(direction, SwitchOptions.of(settings));
  }

  private static CompletableFuture<SwitchResult> inBackground(CutoverSettings settings) {
    return CompletableFuture.supplyAsync(() -> quiet(SwitchOptions.of(settings)));
  }

  private static SwitchResult quiet(SwitchOptions options) {
    try {
      return stage.move(Direction.CUTOVER, options);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitStep(String step) {
    await("step " + step)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !source.texts("SELECT 1 WHERE to_regclass('sluice.cutover') IS NOT NULL").isEmpty()
                    && !source
                        .texts(
                            "SELECT 1 FROM sluice.cutover WHERE ended IS NULL AND step = '"
                                + step
                                + "' AND begun = (SELECT max(begun) FROM sluice.cutover)")
                        .isEmpty());
  }

  private static String state(String connector) {
    return stage.rest().status(connector).orElseThrow().tasks().get(0).state();
  }

  private static String sinkState() {
    return state(stage.migration().sinkConnector());
  }
}
