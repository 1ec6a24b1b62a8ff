package io.sluice.envelope.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import io.sluice.envelope.codec.ShortestDecimal.Width;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whatever the value, its text is rebuilt from what travels. */
class TextPropertiesTest {

  @Property
  void integers(@ForAll long number) {
    assertNatural("bigint", Long.toString(number), number);
  }

  @Property
  void ints(@ForAll int number) {
    assertNatural("integer", Integer.toString(number), number);
  }

  @Property
  void dates(@ForAll @LongRange(min = -2_440_588, max = 2_145_031_948L) long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    String text = yearMonthDay(date) + (date.getYear() < 1 ? " BC" : "");
    assertNatural("date", text, (int) day);
  }

  @Property
  void timestamps(
      @ForAll @LongRange(min = -210_866_803_200_000_000L, max = 9_223_286_400_000_000_000L)
          long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1_000,
            ZoneOffset.UTC);
    String text =
        yearMonthDay(time.toLocalDate()) + " " + clock(micros) + (time.getYear() < 1 ? " BC" : "");
    assertNatural("timestamp without time zone", text, micros);
  }

  @Property
  void doublesPrintAsTextThatReadsBack(@ForAll double number) {
    String text = FloatText.of(number, Width.DOUBLE).string();
    assertThat(Double.valueOf(text)).isEqualTo(Double.valueOf(number));
    assertThat(text.length()).isLessThanOrEqualTo(24);
  }

  @Property
  void bitsOfDoublesPrintAsTextThatReadsBack(@ForAll long bits) {
    double number = Double.longBitsToDouble(bits);
    String text = FloatText.of(number, Width.DOUBLE).string();
    assertThat(Double.valueOf(text)).isEqualTo(Double.valueOf(number));
  }

  @Property
  void bitsOfFloatsPrintAsTextThatReadsBack(@ForAll int bits) {
    float number = Float.intBitsToFloat(bits);
    String text = FloatText.of(number, Width.REAL).string();
    assertThat(Float.valueOf(text)).isEqualTo(Float.valueOf(number));
  }

  @Property
  void bytes(@ForAll byte[] bytes) {
    StringBuilder hex = new StringBuilder("\\x");
    for (byte next : bytes) {
      hex.append(Character.forDigit(next >> 4 & 0xF, 16))
          .append(Character.forDigit(next & 0xF, 16));
    }
    assertNatural("bytea", hex.toString(), java.nio.ByteBuffer.wrap(bytes));
  }

  @Property
  void arraysOfAnyText(@ForAll List<String> elements) {
    List<Value> values = elements.stream().<Value>map(Value::text).toList();
    Value.Text text = ArrayText.of(values, ',');
    assertThat(ArrayText.elements(text, ',')).hasValue(values);
    assertRebuilt("text[]", text);
  }

  private static String yearMonthDay(LocalDate date) {
    int year = date.getYear() < 1 ? 1 - date.getYear() : date.getYear();
    return String.format("%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String clock(long micros) {
    long time = Math.floorMod(micros, 86_400_000_000L);
    long seconds = time / 1_000_000;
    String whole = String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    String fraction = String.format(".%06d", time % 1_000_000).replaceAll("\\.?0+$", "");
    return whole + fraction;
  }

  private static void assertNatural(String type, String text, Object natural) {
    assertThat(ColumnCodecs.of(ColumnType.of(type), HandlingModes.EXACT).encode(Value.text(text)))
        .hasValue(natural);
    assertRebuilt(type, Value.text(text));
  }

  private static void assertRebuilt(String type, Value.Text text) {
    ColumnCodec codec = ColumnCodecs.of(ColumnType.of(type), HandlingModes.EXACT);
    Object encoded = codec.encode(text).orElseThrow();
    assertThat(codec.exact(text, encoded)).isTrue();
    assertThat(codec.decode(encoded)).isEqualTo(text);
  }
}
