package io.sluice.sink.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  private final CopyText text = new CopyText(1);

  @Test
  void fieldsAreApartByTabsAndRowsByNewlines() {
    text.number(12);
    text.value(Value.text("a"));
    text.value(Value.text(""));
    text.endRow();
    text.value(Value.text("b"));
    text.endRow();

    assertThat(written()).isEqualTo("12\ta\t\nb\n");
  }

  @Test
  void charactersThatCopyReadsAreEscaped() {
    text.value(Value.text("tab\t nl\n cr\r back\\ \\N 😀"));

    assertThat(written()).isEqualTo("tab\\t nl\\n cr\\r back\\\\ \\\\N 😀");
  }

  @Test
  void whatIsNotKnownIsNull() {
    text.value(Value.Missing.NULL);
    text.value(Value.Missing.UNCHANGED);
    text.value(Value.Missing.ABSENT);

    assertThat(written()).isEqualTo("\\N\t\\N\t\\N");
  }

  @Test
  void onlyTheRangeOfTheValueIsWritten() {
    text.value(new Value.Text("abcdef".getBytes(StandardCharsets.UTF_8), 2, 3));

    assertThat(written()).isEqualTo("cde");
  }

  private String written() {
    return new String(text.buffer(), 0, text.length(), StandardCharsets.UTF_8);
  }
}
