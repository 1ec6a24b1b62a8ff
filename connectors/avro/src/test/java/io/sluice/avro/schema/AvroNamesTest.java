package io.sluice.avro.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroNamesTest {

  @ParameterizedTest
  @CsvSource({
    "id, id",
    "two words, two_x20_words",
    "1st, _x31_st",
    "a_x20_b, a_x5f_x20_b",
    "x-y, x_x2d_y",
    "'', _x_"
  })
  void namesBecomeNamesOfAvro(String name, String avro) {
    assertThat(AvroNames.simple(name)).isEqualTo(avro);
  }

  @ParameterizedTest
  @CsvSource({"shop.public.orders.Value, shop.public.orders.Value", "a..b, a._x_.b"})
  void dotsStayInFullNames(String name, String avro) {
    assertThat(AvroNames.full(name)).isEqualTo(avro);
  }

  @Property(tries = 5_000)
  void escapedNameIsNobodysName(
      @ForAll @StringLength(max = 8) @Chars({'_', 'x', '2', '0', '5', 'f', ' ', '-'}) String name) {
    String escaped = AvroNames.simple(name);
    assertThat(escaped).matches("[A-Za-z_][A-Za-z0-9_]*");
    // If two names ever became one, then most likely these two.
    assertThat(AvroNames.simple(escaped).equals(escaped)).isEqualTo(escaped.equals(name));
  }
}
