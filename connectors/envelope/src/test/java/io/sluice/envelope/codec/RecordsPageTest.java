package io.sluice.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page on records says what the code does. */
class RecordsPageTest {

  private static final Path PAGE = Path.of("../../docs/reference/records.md");

  /** A row of the table of types: the type, its Connect type, its semantic name if it has one. */
  private static final Pattern TYPE =
      Pattern.compile("\\| (`[^`]+`|an enum) \\| ([A-Z0-9]+) \\| (?:`([^`]+)` )?\\| .*");

  /** A row of the table of other shapes: key, mode, type, its Connect type, its semantic name. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\| `([a-z.]+)` \\| `([a-z0-9_-]+)` \\| `([^`]+)` \\| ([A-Z0-9]+) \\| (?:`([^`]+)` )?\\|");

  @TestFactory
  Stream<DynamicTest> everyShapeIsAsThePageSays() throws IOException {
    List<Matcher> shapes =
        Files.readAllLines(PAGE).stream().map(SHAPE::matcher).filter(Matcher::matches).toList();
    assertThat(shapes).hasSizeGreaterThan(15);
    return shapes.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.group(2) + " " + row.group(3),
                    () -> assertSchema(codec(row), row.group(4), row.group(5))));
  }

  private static ColumnCodec codec(Matcher row) {
    String mode = row.group(2).replace('-', '_').toUpperCase(Locale.ROOT);
    HandlingModes exact = HandlingModes.EXACT;
    HandlingModes modes =
        switch (row.group(1)) {
          case "decimal.handling.mode" -> exact.with(HandlingModes.Decimals.valueOf(mode));
          case "time.precision.mode" -> exact.with(HandlingModes.Times.valueOf(mode));
          case "interval.handling.mode" -> exact.with(HandlingModes.Intervals.valueOf(mode));
          case "binary.handling.mode" -> exact.with(HandlingModes.Binaries.valueOf(mode));
          default -> exact.with(HandlingModes.Hstores.valueOf(mode));
        };
    return ColumnCodecs.of(ColumnType.of(row.group(3)), modes);
  }

  private static List<Matcher> types() throws IOException {
    return Files.readAllLines(PAGE).stream().map(TYPE::matcher).filter(Matcher::matches).toList();
  }

  @TestFactory
  Stream<DynamicTest> everyTypeTravelsAsThePageSays() throws IOException {
    return types().stream()
        .map(row -> DynamicTest.dynamicTest(row.group(1), () -> assertTravels(row)));
  }

  @Test
  void thePageHasTheTypes() throws IOException {
    assertThat(types()).hasSizeGreaterThan(25);
  }

  private static void assertTravels(Matcher row) {
    ColumnCodec codec = ColumnCodecs.of(type(row.group(1)), HandlingModes.EXACT);
    assertSchema(codec, row.group(2), row.group(3));
  }

  private static void assertSchema(ColumnCodec codec, String type, String name) {
    Schema schema = codec.schema().build();
    assertThat(schema.type()).isEqualTo(Schema.Type.valueOf(type));
    assertThat(schema.name()).isEqualTo(name);
  }

  private static ColumnType type(String cell) {
    return cell.equals("an enum")
        ? new ColumnType("public.status", List.of("new"))
        : ColumnType.of(cell.replace("`", ""));
  }
}
