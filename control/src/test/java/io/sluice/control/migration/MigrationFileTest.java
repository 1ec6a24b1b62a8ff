package io.sluice.control.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationFileTest {

  private static final String LEAST =
      """
      name: shop-eu
      source: {host: old, database: shop, user: u, password: "${env:SECRET}"}
      target: {host: new, port: 5433, database: shop, user: u}
      """;

  @Test
  void leastFileGetsTheDefaults() {
    Migration migration = parse(LEAST);

    assertThat(migration.source().slot()).isEqualTo("sluice_shop_eu");
    assertThat(migration.source().publication()).isEqualTo("sluice_shop_eu");
    assertThat(migration.source().chunk()).isEqualTo(Source.Chunk.DEFAULT);
    assertThat(migration.source().database().endpoint().port()).isEqualTo(5432);
    assertThat(migration.target().endpoint().sslMode()).isEqualTo("prefer");
    assertThat(migration.connectUrl()).isEmpty();
  }

  @Test
  void secretComesFromTheEnvironmentAndIsNotPrinted() {
    Migration migration = parse(LEAST);

    assertThat(migration.source().database().endpoint().password().value()).isEqualTo("hush$1");
    assertThat(migration.toString()).doesNotContain("hush");
  }

  @Test
  void renamesAreTables() {
    Migration migration = parse(LEAST + "renames: {public.yolos: public.yolos2}");

    assertThat(migration.onTarget(new TableId("public", "yolos")))
        .isEqualTo(new TableId("public", "yolos2"));
    assertThat(migration.onTarget(new TableId("public", "other")))
        .isEqualTo(new TableId("public", "other"));
  }

  @Test
  void renamesMayBeSchemas() {
    Migration migration = parse(LEAST + "renames: {public: new, public.a: other.b}");

    assertThat(migration.onTarget(new TableId("public", "c"))).isEqualTo(new TableId("new", "c"));
    assertThat(migration.onTarget(new TableId("public", "a"))).isEqualTo(new TableId("other", "b"));
    assertThat(migration.onTarget(new TableId("x", "a"))).isEqualTo(new TableId("x", "a"));
  }

  @Test
  void partOfANameMayStandInQuotes() {
    Migration migration =
        parse(
            LEAST
                + "renames: {'\"a.b\".c': '\"x\"\"y\".\"z.\"', '\"of.dots\"': plain, a.b.c: d.\"}");

    assertThat(migration.onTarget(new TableId("a.b", "c"))).isEqualTo(new TableId("x\"y", "z."));
    assertThat(migration.onTarget(new TableId("a", "b.c"))).isEqualTo(new TableId("d", "\""));
    assertThat(migration.onTarget(new TableId("of.dots", "t")))
        .isEqualTo(new TableId("plain", "t"));
  }

  @Test
  void complaintsNameTheField() {
    complains("name: shop", "source is missing");
    complains(LEAST.replace("host: old, ", ""), "source.host is missing");
    complains(LEAST.replace("port: 5433", "port: 99999"), "target.port must be a whole number");
    complains(LEAST.replace("port: 5433", "port: x"), "target.port must be a whole number");
    complains(LEAST.replace("port: 5433", "prot: 5433"), "target.prot is unknown");
    complains(LEAST.replace("SECRET", "OTHER"), "source.password names the environment variable");
    complains(LEAST.replace("old,", "old, tables: shop,"), "source.tables must be a list");
    complains(LEAST.replace("old,", "old, tables: [shop],"), "source.tables must name each table");
    complains(
        LEAST.replace("old,", "old, tables: ['a.b(c'],"),
        "source.tables has a.b(c, which is no regular expression: Unclosed group");
    complains(LEAST.replace("old,", "old, slot: A-b,"), "source.slot may hold");
    complains(LEAST.replace("old,", "old, sslmode: on,"), "source.sslmode must be one of");
    complains(LEAST.replace("old,", "old, chunk: {rows: 0},"), "source.chunk.rows must be");
    complains(LEAST.replace("shop-eu", "Shop"), "name must start with a lower-case letter");
    complains(LEAST + "connect: {url: 'http://x'}", "connect.url and kafka.bootstrap.servers");
    complains(LEAST + "connect: {url: 'ftp://x'}", "connect.url must be a web address");
    complains(LEAST + "renames: {a.b: c.d, e.f: c.d}", "renames give two tables the same name");
    complains(LEAST + "renames: {a: b.c}", "renames must pair schema.table");
    complains(LEAST + "cutover: {fence: wall}", "cutover.fence must be tables or roles");
    complains(LEAST + "cutover: {fence: roles}", "cutover.fence: roles takes the roles");
    complains(LEAST + "cutover: {roles: [app]}", "cutover.roles belong to fence: roles");
    complains(LEAST + "cutover: {max.downtime: 0}", "cutover.max.downtime must be a whole number");
    complains(LEAST + "cutover: {hook: x}", "cutover.hook is unknown");
    complains("name: [", "is not YAML");
    complains("just words", "the file must hold fields");
  }

  @Test
  void cutoverHasDefaultsAndSaysHow() {
    assertThat(cutover(LEAST)).isEqualTo(CutoverSettings.DEFAULT);

    CutoverSettings settings =
        cutover(
            LEAST
                + "cutover: {fence: roles, roles: [web, app], switch: ./move.sh,"
                + " switch.timeout: 5, sequence.margin: 100, max.downtime: 9, max.lag: 3}");

    assertThat(settings.fencing()).isEqualTo(new Fencing.Roles(List.of("app", "web")));
    assertThat(settings.switchCommand()).contains("./move.sh");
    assertThat(settings.switchTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.margin()).isEqualTo(100);
    assertThat(settings.maxDowntime()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.maxLag()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void wayBackIsAMigrationOfItsOwn() {
    Migration there = parse(LEAST + "renames: {public.yolos: public.yolos2}");
    Migration back = there.reversed();

    assertThat(back.name()).isEqualTo("shop-eu-reverse");
    assertThat(back.source().slot()).isEqualTo("sluice_shop_eu_reverse");
    assertThat(back.source().publication()).isEqualTo("sluice_shop_eu_reverse");
    assertThat(back.source().database()).isEqualTo(there.target());
    assertThat(back.target()).isEqualTo(there.source().database());
    assertThat(back.onTarget(new TableId("public", "yolos2")))
        .isEqualTo(new TableId("public", "yolos"));
  }

  @Test
  void wayBackTurnsTheNamesOfSchemasRoundAndRefusesWhatItCannotTellApart() {
    Migration back = parse(LEAST + "renames: {old: new}").reversed();
    assertThat(back.onTarget(new TableId("new", "t"))).isEqualTo(new TableId("old", "t"));

    Migration merged = parse(LEAST + "renames: {a: c, b: c}");
    assertThatThrownBy(merged::reversed)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("renames give two schemas one name on the target");
  }

  @Test
  void nameThatIsTooLongForAWayBackSaysSo() {
    Migration there = parse(LEAST.replace("shop-eu", "s".repeat(34)));

    assertThatThrownBy(there::reversed)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("at most 33 characters for a way back");
  }

  @Test
  void missingFileIsAProblem() {
    assertThatThrownBy(() -> MigrationFile.read(Path.of("no-such-folder", "migration.yaml")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("migration.yaml cannot be read");
  }

  private static void complains(String yaml, String complaint) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(complaint);
  }

  private static Migration parse(String yaml) {
    return MigrationFile.parse(yaml, environment());
  }

  private static CutoverSettings cutover(String yaml) {
    return MigrationFile.parseCutover(yaml, environment());
  }

  private static Environment environment() {
    Map<String, String> variables = Map.of("SECRET", "hush$1");
    return new Environment(name -> Optional.ofNullable(variables.get(name)));
  }
}
