package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchemaMapIT {

  private static final String[] OLD = {"app", "Odd.One", "public"};
  private static final String[] NEW = {"app2", "Odd.One", "public"};

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");

  @Test
  void schemaThatIsCalledOtherwiseHasTheSameObjects() throws SQLException, IOException {
    SchemaMove.makeRoles(source);
    OneServer.run(source, Portrait.resource("rich.sql"));
    SchemaMove move = moving(Map.of(), Map.of("app", "app2"));

    move.run(Half.BEFORE_DATA);
    for (String function : Portrait.functions()) {
      OneServer.run(target, function.replace(" app.", " app2."));
    }
    for (Half half : List.of(Half.BEFORE_DATA, Half.AFTER_DATA)) {
      assertThat(move.run(half).failures()).isEmpty();
      SchemaResult again = move.run(half);
      assertThat(again.left()).isEmpty();
      assertThat(again.plan().missing()).isEmpty();
      assertThat(again.plan().different()).isEmpty();
    }

    assertThat(Portrait.differences(Portrait.of(source, OLD), renamed(Portrait.of(target, NEW))))
        .isEmpty();
  }

  @Test
  void tableThatIsCalledOtherwiseTakesItsIndexesAndSequencesAlong() throws SQLException {
    OneServer.run(
        source,
        "CREATE TABLE parents (id serial PRIMARY KEY, word text CHECK (word <> 'public.parents'))",
        "CREATE INDEX by_word ON parents (word)",
        "CREATE TABLE children (parent integer PRIMARY KEY REFERENCES parents (id))",
        "ALTER TABLE parents ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY plain ON parents USING (word = 'x')",
        "CREATE POLICY nested ON parents USING (EXISTS (SELECT FROM children c WHERE c.parent = id))");
    SchemaMove move =
        moving(
            Map.of(new TableId("public", "parents"), new TableId("Other.One", "moved \"here\"")),
            Map.of());

    move.run(Half.BEFORE_DATA);
    SchemaResult after = move.run(Half.AFTER_DATA);

    assertThat(after.failures()).isEmpty();
    assertThat(after.left())
        .extracting(left -> left.key().toString())
        .containsExactly("policy nested on \"Other.One\".\"moved \"\"here\"\"\"");
    assertThat(
            SchemaMove.texts(
                target,
                "SELECT relname FROM pg_class WHERE relnamespace = '\"Other.One\"'::regnamespace"
                    + " AND relkind <> 't' ORDER BY 1"))
        .containsExactly("by_word", "moved \"here\"", "parents_id_seq", "parents_pkey");
    assertThat(
            SchemaMove.texts(
                target,
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                    + " WHERE contype IN ('c', 'f') AND conrelid >= 16384 ORDER BY 1"))
        .containsExactly(
            "CHECK ((word <> 'public.parents'::text))",
            "FOREIGN KEY (parent) REFERENCES \"Other.One\".\"moved \"\"here\"\"\"(id)");
    assertThat(move.run(Half.BEFORE_DATA).made()).isEmpty();
  }

  private SchemaMove moving(Map<TableId, TableId> tables, Map<String, String> schemas) {
    return new SchemaMove(source, target, List.of(), new Mapping(tables, schemas));
  }

  private static TreeSet<String> renamed(TreeSet<String> lines) {
    return lines.stream()
        .map(line -> line.replace("app2", "app"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
