package io.sluice.e2e.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Values of every type arrive as they left, on the server of this JVM, in Avro and in the shapes
 * that need most help. {@code tests/type-matrix.sh} moves more of them in the usual shapes, from
 * version to version and in JSON too.
 */
class TypesE2E {

  private static final int VALUES = 2;

  private static final Map<String, String> SHAPES =
      Map.of(
          "decimal.handling.mode", "precise",
          "time.precision.mode", "connect",
          "interval.handling.mode", "numeric",
          "binary.handling.mode", "base64",
          "hstore.handling.mode", "map");

  @Test
  void valuesOfEveryTypeArriveAsTheyLeftWhateverTheirShape() throws Exception {
    TestDatabase source = database("types_from");
    TestDatabase target = database("types_to");
    List<TypedValues> few =
        new ValueFile(source).all().stream().map(values -> values.first(VALUES)).toList();
    List<Cell> cells = new MatrixRun(source, target, few).cells("types-few", Format.AVRO, SHAPES);
    assertThat(cells).hasSizeGreaterThan(2000);
    assertThat(cells).filteredOn(cell -> cell.difference().isPresent()).isEmpty();
    Postgres.shared().drop(source);
    Postgres.shared().drop(target);
  }

  private static TestDatabase database(String purpose) {
    TestDatabase database = Postgres.shared().newDatabase(purpose);
    TypeDatabases.prepare(database);
    return database;
  }
}
