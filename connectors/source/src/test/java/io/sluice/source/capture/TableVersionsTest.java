package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableVersionsTest {

  private final TableVersions versions = new TableVersions();

  @Test
  void anotherTypeIsAnotherDefinition() {
    versions.announce(table("public.mood", "sad"));
    assertThat(versions.announce(table("public.weather"))).isTrue();
    assertThat(versions.definitions(new TableId("public", "t"))).isEqualTo(2);
  }

  /** Rows that were read under it before have lost what was remembered for them. */
  @Test
  void definitionThatComesBackIsARedefinitionAllTheSame() {
    TableId table = new TableId("public", "t");
    versions.announce(table("public.weather"));
    assertThat(versions.redefinitions(table)).isZero();
    versions.announce(table("public.mood", "sad"));
    versions.announce(table("public.weather"));
    assertThat(versions.redefinitions(table)).isEqualTo(2);
    assertThat(versions.isCurrent(table("public.weather"))).isTrue();
  }

  /** Forgetting what is under way would let a chunk overwrite it. */
  @Test
  void anotherLabelIsNoOtherDefinition() {
    versions.announce(table("public.mood", "sad"));
    assertThat(versions.announce(table("public.mood", "sad", "ok"))).isFalse();
    assertThat(versions.definitions(new TableId("public", "t"))).isEqualTo(1);
    assertThat(versions.isCurrent(table("public.mood", "sad"))).isTrue();
  }

  private static TableSchema table(String type, String... labels) {
    return new TableSchema(
        new TableId("public", "t"),
        List.of(
            new ColumnSchema("id", ColumnType.of("integer"), false),
            new ColumnSchema("v", new ColumnType(type, List.of(labels)), true)),
        List.of(0));
  }
}
