package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTextTest {

  @Test
  void commandLineWinsOverTheMigrationsFile() {
    Mapping mapping =
        MappingText.of(
            migration(), List.of("a.t=b.u", "a=z", "B.C.d = e.f.g", "\"s.1\".\"t.1\"=s.t"));

    assertThat(mapping.of(new TableId("a", "t"))).isEqualTo(new TableId("b", "u"));
    assertThat(mapping.of(new TableId("a", "other"))).isEqualTo(new TableId("z", "other"));
    assertThat(mapping.of(new TableId("B", "C.d"))).isEqualTo(new TableId("e", "f.g"));
    assertThat(mapping.of(new TableId("s.1", "t.1"))).isEqualTo(new TableId("s", "t"));
    assertThat(mapping.of(new TableId("a", "kept"))).isEqualTo(new TableId("k", "kept"));
    assertThat(mapping.of(new TableId("q", "t"))).isEqualTo(new TableId("r", "t"));
  }

  @Test
  void pairThatCannotBeReadIsShown() {
    for (String pair : List.of("a", "a=", "=b", "a.t=b", "a=b.t", "a.=b.t")) {
      assertThatThrownBy(() -> MappingText.of(migration(), List.of(pair)))
          .isInstanceOf(Problem.class)
          .hasMessage("--map " + pair + " must be schema=schema or schema.table=schema.table");
    }
  }

  private static Migration migration() {
    Database database = new Database("source", Endpoint.of("h", 1, "d", "u", ""));
    return new Migration(
        "m",
        new Source(database, List.of(), "p", "s", Source.Chunk.DEFAULT),
        database,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(
            new TableId("a", "t"), new TableId("x", "y"),
            new TableId("a", "kept"), new TableId("k", "kept")),
        Map.of("q", "r"));
  }
}
