package io.sluice.control.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {

  private final ByteArrayOutputStream people = new ByteArrayOutputStream();
  private final ByteArrayOutputStream machines = new ByteArrayOutputStream();

  @Test
  void logFileGetsPlainHeadlinesAndNotEveryOne() {
    Picture picture = new Picture(console(false));

    picture.show("one", List.of("bar"));
    picture.show("two", List.of("bar"));

    assertThat(people.toString(UTF_8).lines()).containsExactly("one");
  }

  @Test
  void terminalIsPaintedOver() {
    Picture picture = new Picture(console(true));

    picture.show("one", List.of("bar"));
    picture.show("two", List.of("bar"));

    assertThat(people.toString(UTF_8)).contains("\u001b[2A\u001b[J" + "two");
  }

  @Test
  void jsonGoesToMachinesAlone() {
    console(false).json(Map.of("ok", true));

    assertThat(machines.toString(UTF_8).strip()).isEqualTo("{\"ok\":true}");
    assertThat(people.size()).isZero();
  }

  @Test
  void barIsAsLongAsItsFractionSays() {
    assertThat(new Bar("t", 5, 10, "").line(3))
        .contains("t   ▕███████████████               ▏  50%");
    assertThat(new Bar("t", 20, 10, "").fraction()).isEqualTo(1.0);
    assertThat(new Bar("t", 0, 0, "").fraction()).isZero();
  }

  @Test
  void tableLinesUp() {
    TextTable table = new TextTable("table", "rows");
    table.row("public.orders", 12_000L);
    table.row("a", 1L);

    assertThat(table.lines())
        .containsExactly(
            "table            rows",
            "─────────────────────",
            "public.orders  12,000",
            "a                   1");
  }

  private Console console(boolean live) {
    return new Console(
        new PrintStream(people, true, UTF_8), new PrintStream(machines, true, UTF_8), live);
  }
}
