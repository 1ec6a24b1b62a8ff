package io.sluice.e2e.types;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints cells as a table: a line for each type, a column for each format and way. */
final class MatrixReport {

  private static final int NAME = 32;
  private static final int COLUMN = 10;

  private final PrintStream out;
  private final List<Cell> cells;
  private final List<Format> formats;

  MatrixReport(PrintStream out, List<Cell> cells) {
    this.out = out;
    this.cells = cells;
    this.formats = cells.stream().map(Cell::format).distinct().sorted().toList();
  }

  /** Everything; the last line has the sum. */
  void print(Map<String, String> unmoved) {
    header();
    byType().forEach(this::line);
    unmoved.forEach((type, reason) -> out.printf("%-" + NAME + "s not moved: %s%n", type, reason));
    differences();
    out.printf("%d cells, %d differ%n", cells.size(), different());
  }

  /** How many differ. */
  long different() {
    return cells.stream().filter(cell -> cell.difference().isPresent()).count();
  }

  private void header() {
    StringBuilder line = new StringBuilder(" ".repeat(NAME + 7));
    formats.forEach(
        format ->
            line.append(("%-" + COLUMN * Way.values().length + "s").formatted(format.word())));
    out.println(line.toString().stripTrailing());
    line.setLength(0);
    line.append(("%-" + NAME + "s values").formatted("type"));
    formats.forEach(
        format -> {
          for (Way way : Way.values()) {
            line.append(("%" + COLUMN + "s").formatted(way.word()));
          }
        });
    out.println(line);
  }

  private Map<String, List<Cell>> byType() {
    return cells.stream()
        .collect(Collectors.groupingBy(Cell::type, LinkedHashMap::new, Collectors.toList()));
  }

  private void line(String type, List<Cell> ofType) {
    int values = ofType.stream().mapToInt(Cell::value).max().orElse(0);
    StringBuilder line = new StringBuilder(("%-" + NAME + "s %6d").formatted(type, values));
    for (Format format : formats) {
      for (Way way : Way.values()) {
        line.append(("%" + COLUMN + "s").formatted(result(ofType, format, way)));
      }
    }
    out.println(line);
  }

  private static String result(List<Cell> ofType, Format format, Way way) {
    long differ =
        ofType.stream()
            .filter(cell -> cell.format() == format && cell.way() == way)
            .filter(cell -> cell.difference().isPresent())
            .count();
    return differ == 0 ? "=" : differ + " differ";
  }

  private void differences() {
    for (Cell cell : cells) {
      cell.difference()
          .ifPresent(
              difference ->
                  out.printf(
                      "DIFFERS: %s, value %d, %s, %s: %s%n",
                      cell.type(),
                      cell.value(),
                      cell.way().word(),
                      cell.format().word(),
                      difference));
    }
  }
}
