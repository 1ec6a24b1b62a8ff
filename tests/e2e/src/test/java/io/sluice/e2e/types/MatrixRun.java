package io.sluice.e2e.types;

import io.sluice.control.migration.Source;
import io.sluice.e2e.Move;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the values of many types at once in one format.
 *
 * @param source empty
 * @param target empty
 */
record MatrixRun(TestDatabase source, TestDatabase target, List<TypedValues> types) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A topic for each type would take longer to make than to fill. */
  private static final int COLUMNS = 8;

  private static final Source.Chunk CHUNK = new Source.Chunk(1000, 2);

  /**
   * Makes the tables, moves them while they change, and compares.
   *
   * @param name of the migration: lower-case letters, digits and hyphens
   * @param shapes the source's handling modes, if not the usual ones
   */
  List<Cell> cells(String name, Format format, Map<String, String> shapes) throws Exception {
    Map<String, String> changed = new HashMap<>(format.converters());
    changed.putAll(shapes);
    List<MatrixTable> tables = tables();
    create(tables);
    try (Move move =
        Move.of(name, source, target, Optional.empty(), CHUNK, Map.of(), changed, PATIENCE)) {
      move.start();
      move.awaitCopied();
      for (MatrixTable table : tables) {
        MatrixTable.run(source, table.changes());
      }
      move.cutover();
      return tables.stream()
          .flatMap(table -> table.compare(format, source, target).stream())
          .toList();
    }
  }

  private List<MatrixTable> tables() {
    List<MatrixTable> tables = new ArrayList<>();
    for (int i = 0; i < types.size(); i += COLUMNS) {
      List<TypedValues> some = types.subList(i, Math.min(i + COLUMNS, types.size()));
      tables.add(new MatrixTable("types_" + tables.size(), some));
    }
    return tables;
  }

  private void create(List<MatrixTable> tables) {
    TypeCatalog catalog = new TypeCatalog(source);
    for (MatrixTable table : tables) {
      List<String> statements = new ArrayList<>(table.create(catalog));
      statements.addAll(table.before());
      MatrixTable.run(source, statements);
    }
  }
}
