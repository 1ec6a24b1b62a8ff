package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.compare.TableResult;
import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import io.sluice.control.verify.VerificationResult;
import io.sluice.postgres.Sql;
import io.sluice.testkit.Roles;
import io.sluice.testkit.Rows;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Moves each {@link Case} and compares both sides row by row. Some alone: {@code
 * -Dsluice.case=name,other}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CasesE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CHUNK_THREADS = 2;

  @TestFactory
  Stream<DynamicTest> everyCaseEndsAsExpected() {
    String only = System.getProperty("sluice.case", "");
    return Case.all().stream()
        .filter(each -> only.isBlank() || List.of(only.split(",")).contains(each.name()))
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> move(each)));
  }

  private static void move(Case given) throws Exception {
    try (DatabasePair pair = DatabasePair.create(given.name());
        Move move = move(given, pair)) {
      TestDatabase source = pair.source();
      TestDatabase target = pair.target();
      given.schema().run(source);
      given.before().run(source);
      given.target().run(target);
      if (given.expectation().roles()) {
        Roles.AS_TOLD.grantCapture(source);
        Roles.AS_TOLD.grantApply(target);
      }
      Expectation expected = given.expectation();
      if (expected.failure().isEmpty()) {
        moveWhole(given, source, move);
        assertEqual(expected, move.cutover(), source, target);
        if (!given.spoil().equals(Script.EMPTY)) {
          given.spoil().run(target);
          assertMended(expected, move.repair(), source, target);
        }
      } else {
        assertStops(given, expected.failure().get(), source, move);
      }
    }
  }

  private static Move move(Case given, DatabasePair pair) {
    Expectation expected = given.expectation();
    Move asSuperuser =
        Move.of(
            given.name(),
            pair.source(),
            pair.target(),
            expected.publication(),
            new Source.Chunk(expected.chunkRows(), CHUNK_THREADS),
            expected.renames(),
            PATIENCE);
    return expected.roles() ? asSuperuser.byRoles() : asSuperuser;
  }

  private static void moveWhole(Case given, TestDatabase source, Move move) {
    move.start();
    move.awaitStream();
    given.during().run(source);
    move.awaitCopied();
    given.after().run(source);
  }

  private static void assertStops(
      Case given, Expectation.Failure failure, TestDatabase source, Move move) {
    if (failure instanceof Expectation.Failure.AtStart) {
      assertThatThrownBy(move::start)
          .isInstanceOf(Problem.class)
          .hasMessageContaining(failure.sentence());
    } else {
      moveWhole(given, source, move);
      assertThat(move.awaitFailure()).contains(failure.sentence());
    }
  }

  private static void assertEqual(
      Expectation expected, CutoverResult cutover, TestDatabase source, TestDatabase target) {
    assertThat(cutover.comparison().results())
        .extracting(TableResult::table)
        .containsExactlyInAnyOrderElementsOf(
            expected.tables().stream().map(Expectation.Table::id).toList());
    Map<TableId, Integer> counts = new HashMap<>();
    for (Expectation.Table table : expected.tables()) {
      counts.put(table.id(), assertEqual(table, source, target));
      table.types().forEach((column, type) -> assertType(target, table, column, type));
    }
    assertThat(counts).as("rows").isEqualTo(expected.counts());
    expected
        .answers()
        .forEach((query, answer) -> assertThat(target.text(query)).as(query).isEqualTo(answer));
    assertThat(cutover.isGood()).as("the command finds both sides equal").isTrue();
  }

  /** The rows on both sides. */
  private static int assertEqual(
      Expectation.Table table, TestDatabase source, TestDatabase target) {
    List<String> rows = Rows.of(source, table.shownBy());
    assertThat(Rows.of(target, table.onTarget())).as("rows of %s", table.id()).isEqualTo(rows);
    return rows.size();
  }

  private static void assertMended(
      Expectation expected, VerificationResult mended, TestDatabase source, TestDatabase target) {
    assertThat(mended.tables()).extracting(each -> each.reason()).containsOnly("");
    assertThat(mended.repaired()).as("differences that were found").isPositive();
    expected.tables().forEach(table -> assertEqual(table, source, target));
  }

  private static void assertType(
      TestDatabase target, Expectation.Table table, String column, String type) {
    String query =
        """
        SELECT format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = %s::regclass AND attname = %s
        """
            .formatted(Sql.literal(Sql.table(table.onTarget())), Sql.literal(column));
    assertThat(target.text(query)).as("type of %s of %s", column, table.id()).isEqualTo(type);
  }
}
