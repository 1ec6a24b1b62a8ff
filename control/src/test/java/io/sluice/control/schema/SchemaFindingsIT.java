package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SchemaFindingsIT {

  private static final String TABLES =
      """
      CREATE TABLE parents (id integer PRIMARY KEY, word text);
      CREATE INDEX by_word ON parents (word);
      CREATE TABLE children (id integer PRIMARY KEY,
        parent integer CONSTRAINT of_parent REFERENCES parents (id));
      """;

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");
  private final SchemaMove move = new SchemaMove(source, target);

  @Test
  void whatIsThereInAnotherWayIsNamedAndStays() throws SQLException {
    OneServer.run(source, TABLES);
    OneServer.run(target, "CREATE TABLE parents (id bigint PRIMARY KEY, word text, mine integer)");
    OneServer.run(target, "CREATE INDEX by_word ON parents (word DESC)");

    SchemaResult before = move.run(Half.BEFORE_DATA);
    SchemaResult after = move.run(Half.AFTER_DATA);

    assertThat(before.isGood()).isFalse();
    assertThat(before.plan().different())
        .extracting(SchemaPlan.Difference::key, SchemaPlan.Difference::onTarget)
        .containsExactly(
            tuple(
                new ObjectKey(Kind.TABLE, "\"public\".\"parents\""),
                List.of("\"id\" bigint NOT NULL", "\"mine\" integer")));
    assertThat(after.plan().different())
        .extracting(each -> each.key().toString())
        .containsExactly("index public.by_word");
    assertThat(
            SchemaMove.texts(target, "SELECT pg_get_indexdef(to_regclass('public.by_word')::oid)"))
        .containsExactly("CREATE INDEX by_word ON public.parents USING btree (word DESC)");
  }

  @Test
  void onlyTheTablesOfTheMigrationAreCopied() throws SQLException {
    OneServer.run(source, TABLES);
    SchemaMove named = new SchemaMove(source, target, List.of("public.CHIL.*"), move.mapping());

    assertThat(tables(named.run(Half.BEFORE_DATA))).containsExactly("table public.children");
    SchemaResult after = named.run(Half.AFTER_DATA);
    assertThat(after.left())
        .extracting(left -> left.key() + ": " + left.reason())
        .contains(
            "foreign key of_parent on public.children:"
                + " there is no table public.parents on the target");
    assertThat(after.plan().toDump().items())
        .containsExactly(new LeftToDump.Item("TABLE", "\"public\".\"parents\""));

    OneServer.run(source, "CREATE PUBLICATION p FOR TABLE parents");
    assertThat(tables(named.run(Half.BEFORE_DATA))).containsExactly("table public.parents");
  }

  private static List<String> tables(SchemaResult result) {
    return result.made().stream()
        .filter(key -> key.kind() == Kind.TABLE)
        .map(ObjectKey::toString)
        .toList();
  }

  @Test
  void secondHalfBeforeTheFirstIsRefused() throws SQLException {
    OneServer.run(source, TABLES);

    assertThatThrownBy(() -> move.run(Half.AFTER_DATA))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("run sluice schema --before-data first");
  }

  @Test
  void scriptOfADryRunChangesNothingAndDoesAll() throws SQLException {
    OneServer.run(source, TABLES);

    SchemaResult look = move.look(Half.BOTH);

    assertThat(look.made()).isEmpty();
    assertThat(SchemaMove.texts(target, "SELECT to_regclass('public.parents')::text"))
        .containsOnlyNulls();
    for (String line : String.join("\n", new Script(Half.BOTH, look.plan()).lines()).split(";")) {
      OneServer.run(target, line.replaceAll("(?m)^\\\\.*$", ""));
    }
    assertThat(move.look(Half.BOTH).plan().missing()).isEmpty();
  }

  @Test
  void refusedValidationIsNamedWithoutTheRow() throws SQLException {
    OneServer.run(source, TABLES);
    move.run(Half.BEFORE_DATA);
    OneServer.run(target, "INSERT INTO children VALUES (1, 4711)");

    SchemaResult refused = move.run(Half.AFTER_DATA);

    assertThat(refused.isGood()).isFalse();
    assertThat(refused.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.key()).hasToString("validation of_parent on public.children"))
        .satisfies(f -> assertThat(f.error()).startsWith("23503").doesNotContain("4711"));
    assertThat(SecondHalf.of(move.migration()).missing())
        .extracting(ObjectKey::toString)
        .containsExactly("validation of_parent on public.children");

    OneServer.run(target, "INSERT INTO parents VALUES (4711)");
    assertThat(move.run(Half.AFTER_DATA).made())
        .extracting(ObjectKey::toString)
        .containsExactly("validation of_parent on public.children");
  }

  @Test
  void indexWhoseBuildWasInterruptedIsBuiltAnew() throws SQLException {
    OneServer.run(source, TABLES, "DROP TABLE children");
    move.run(Half.BEFORE_DATA);
    String builder =
        "SELECT pid FROM pg_stat_progress_create_index WHERE datname = '%s'"
            .formatted(target.endpoint().database());
    try (Connection writer = target.open("test");
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.parents VALUES (1, 'held open')");
      CompletableFuture<SchemaResult> run = CompletableFuture.supplyAsync(this::after);
      Patience.of(Duration.ofSeconds(30))
          .until(() -> isFound(builder), () -> "the index is not being built");
      SchemaMove.texts(
          target, "SELECT pg_terminate_backend(pid)::text FROM (" + builder + ") builders");
      assertThat(run.join().failures())
          .extracting(f -> f.key().toString())
          .containsExactly("index public.by_word");
      writer.rollback();
    }
    String valid =
        "SELECT indisvalid::text FROM pg_index WHERE indexrelid = to_regclass('public.by_word')";
    assertThat(SchemaMove.texts(target, valid)).containsExactly("false");

    assertThat(after().isGood()).isTrue();

    assertThat(SchemaMove.texts(target, valid)).containsExactly("true");
  }

  private boolean isFound(String query) {
    try {
      return !SchemaMove.texts(target, query).isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private SchemaResult after() {
    try {
      return move.run(Half.AFTER_DATA);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
