package io.sluice.control.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorConfigsTest {

  private static final Path TEMPLATES = Path.of("..", "connect-configs");
  private static final String PASSWORD = "it's \\ \"$1\" ${no.placeholder}";

  @Test
  void everyTemplateIsFilledWhole() {
    ConnectorConfigs configs = ConnectorConfigs.of(migration(Map.of()), TEMPLATES);

    assertThat(configs.source())
        .containsEntry("name", "shop-source")
        .containsEntry("database.hostname", "old")
        .containsEntry("database.password", PASSWORD)
        .containsEntry("table.include.list", "public.a,public.b")
        .containsEntry("snapshot.chunk.rows", "20000");
    assertThat(configs.sink())
        .containsEntry("name", "shop-sink")
        .containsEntry("database.hostname", "new")
        .doesNotContainKey("transforms");
  }

  @Test
  void sinkReadsDataTopicsAndWatermarksOfItsOwnPrefixOnly() {
    String topics = ConnectorConfigs.of(migration(Map.of()), TEMPLATES).sink().get("topics.regex");

    assertThat(List.of("shop.public.orders", "shop.watermarks")).allMatch(t -> t.matches(topics));
    assertThat(List.of("shopx.public.orders", "shop2.watermarks", "shop"))
        .noneMatch(t -> t.matches(topics));
  }

  @Test
  void renamesBringTheTransform() {
    Map<TableId, TableId> renames = Map.of(new TableId("public", "a"), new TableId("public", "a2"));

    assertThat(ConnectorConfigs.of(migration(renames), TEMPLATES).sink())
        .containsEntry("transforms.rename.tables", "public.a:public.a2");
  }

  @Test
  void namesThatHoldMoreThanLettersAreQuotedForTheTransform() {
    Map<TableId, TableId> renames =
        Map.of(new TableId("public", "a.b"), new TableId("Odd One", "c\"d"));

    assertThat(ConnectorConfigs.of(migration(renames), TEMPLATES).sink())
        .containsEntry("transforms.rename.tables", "public.\"a.b\":\"Odd One\".\"c\"\"d\"");
  }

  @Test
  void captureOfOwnChangesStaysOneWhenItIsStartedAgain() {
    ConnectorConfigs configs = ConnectorConfigs.of(migration(Map.of()), TEMPLATES);

    assertThat(configs.keepingOrigin(Optional.of(Map.of("origin", "none"))).source())
        .containsEntry("origin", "none");
    assertThat(configs.keepingOrigin(Optional.of(Map.of()))).isEqualTo(configs);
    assertThat(configs.keepingOrigin(Optional.empty())).isEqualTo(configs);
  }

  @Test
  void entryThatComesOutBlankIsLeftOut() {
    TemplatedConfig template = TemplatedConfig.parse("t.json", "{\"a\": \"${x}\", \"b\": \"1\"}");

    assertThat(template.fill(Map.of("x", ""))).containsOnlyKeys("b");
  }

  @Test
  void placeholderWithoutAValueIsNamed() {
    TemplatedConfig template = TemplatedConfig.parse("t.json", "{\"a\": \"${source.hots}\"}");

    assertThatThrownBy(() -> template.fill(Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessage("t.json: nothing is known for ${source.hots} in a");
  }

  private static Migration migration(Map<TableId, TableId> renames) {
    Database from = new Database("source", Endpoint.of("old", 5432, "shop", "u", PASSWORD));
    Database to = new Database("target", Endpoint.of("new", 5432, "shop", "u", "p"));
    List<String> tables = List.of("public.a", "public.b");
    return new Migration(
        "shop",
        new Source(from, tables, "p", "s", Source.Chunk.DEFAULT),
        to,
        Optional.empty(),
        Optional.empty(),
        renames);
  }
}
