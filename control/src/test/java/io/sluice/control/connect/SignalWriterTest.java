package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.source.replication.TableFilter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignalWriterTest {

  @Test
  void patternIsThatTableAndNoOther() {
    TableId odd = new TableId("Odd. sch\"ema", "T, 1 \\E(x) 🙂");

    List<Pattern> patterns = TableFilter.patterns(SignalWriter.pattern(odd));

    assertThat(patterns).hasSize(1);
    assertThat(odd.toString()).matches(patterns.get(0));
    assertThat(odd.toString().toLowerCase(Locale.ROOT)).doesNotMatch(patterns.get(0));
    assertThat("publicXorders").doesNotMatch(SignalWriter.pattern(new TableId("public", "orders")));
  }
}
