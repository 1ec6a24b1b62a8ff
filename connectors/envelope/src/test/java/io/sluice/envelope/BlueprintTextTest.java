package io.sluice.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableId;
import io.sluice.change.TypeDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class BlueprintTextTest {

  @Test
  void blueprintComesBackFromItsTexts() {
    Blueprint blueprint =
        new Blueprint(
            Map.of(
                "a", new ColumnFill.Default("'x,\\y'::text"),
                "b.c", new ColumnFill.Identity(true, "START WITH 7"),
                "d", new ColumnFill.Identity(false, ""),
                "e", new ColumnFill.Computed("concat(a, ',')", true)),
            Map.of("a", "pg_catalog.\"C\""),
            List.of(
                new ComputedColumn(
                    2,
                    new ColumnSchema("z", ColumnType.of("numeric(12,2)"), false),
                    new ColumnFill.Computed("a || ','", false)),
                new ComputedColumn(
                    5,
                    new ColumnSchema("y", ColumnType.of("text"), true),
                    new ColumnFill.Computed("a", true))),
            List.of(
                new TypeDefinition(TypeDefinition.Kind.TYPE, "public.mood", "ENUM ('a', 'b')"),
                new TypeDefinition(TypeDefinition.Kind.EXTENSION, "x.hstore", "hstore SCHEMA x")),
            List.of(
                new SequenceDefinition(new TableId("s", "q,1"), "AS integer", Optional.of("a")),
                new SequenceDefinition(new TableId("s", "r"), "AS bigint", Optional.empty())));

    assertThat(BlueprintText.read(BlueprintText.write(blueprint))).isEqualTo(blueprint);
  }

  @Test
  void nothingBesideTheColumnsIsNoText() {
    assertThat(BlueprintText.write(Blueprint.PLAIN)).isEmpty();
    assertThat(BlueprintText.read(Map.of("connect.name", "x"))).isEqualTo(Blueprint.PLAIN);
  }

  @Test
  void textOfAnotherMakeIsNamed() {
    assertThatThrownBy(() -> BlueprintText.read(Map.of("__sluice.type.1", "TYPE")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("__sluice.type.1");
  }
}
