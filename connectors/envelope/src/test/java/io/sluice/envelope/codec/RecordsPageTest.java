package io.sluice.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Schema schema = ColumnCodecs.of(type(row.group(1)), HandlingModes.EXACT).schema().build();
    assertThat(schema.type()).isEqualTo(Schema.Type.valueOf(row.group(2)));
    assertThat(schema.name()).isEqualTo(row.group(3));
  }

  private static ColumnType type(String cell) {
    return cell.equals("an enum")
        ? new ColumnType("public.status", List.of("new"))
        : ColumnType.of(cell.replace("`", ""));
  }
}
