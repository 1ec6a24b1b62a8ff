package io.sluice.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.envelope.codec.ShortestDecimal.Width;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's own texts of numbers, taken from a server. */
class FloatTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "-1.5",
        "0.1",
        "0.30000000000000004",
        "123456789012345",
        "1e+15",
        "1.2345678901234567e+19",
        "0.0001",
        "1e-05",
        "2.2250738585072014e-308",
        "5e-324",
        "1.7976931348623157e+308",
        "NaN",
        "Infinity",
        "-Infinity",
        "3.141592653589793"
      })
  void doublesPrintAsInPostgres(String text) {
    assertThat(FloatText.of(Double.parseDouble(text), Width.DOUBLE).string()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "123456,123456",
    "1234567,1.234567e+06",
    "0.1,0.1",
    "3.4028235e38,3.4028235e+38",
    "1e-45,1e-45",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "16777216,1.6777216e+07"
  })
  void realsPrintAsInPostgres(float number, String text) {
    assertThat(FloatText.of(number, Width.REAL).string()).isEqualTo(text);
  }
}
