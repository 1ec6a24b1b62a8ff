package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.source.capture.Signal;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalRecordsTest {

  @Test
  void rereadNamesTablesAndMayNameARange() {
    Signal.Reread whole = reread("{'data-collections': ['public.a', 'public.b']}");
    assertThat(whole.tables()).extracting(Pattern::pattern).containsExactly("public.a", "public.b");
    assertThat(whole.range()).isEqualTo(KeyRange.Between.ALL);

    Signal.Reread part =
        reread("{'data-collections': ['public.a'], 'after': ['x, y', 1], 'up-to': ['z', 2]}");
    assertThat(part.range())
        .isEqualTo(
            new KeyRange.Between(
                Optional.of(new KeyBound(List.of("x, y", "1"))),
                Optional.of(new KeyBound(List.of("z", "2")))));
  }

  @Test
  void otherSignalsAreRead() {
    assertThat(read("{'type': 'pause-snapshot'}")).isEqualTo(new Signal.Pause());
    assertThat(read("{'type': 'resume-snapshot', 'data': {}}")).isEqualTo(new Signal.Resume());
    assertThat(read("{'type': 'set-chunk-rows', 'data': {'rows': 5}}"))
        .isEqualTo(new Signal.ChunkRows(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON                                                                | not JSON",
        "[]                                                                      | no signal of type ''",
        "{'type': 'log'}                                                         | no signal of type 'log'",
        "{'type': 'execute-snapshot'}                                            | names no table",
        "{'type': 'execute-snapshot', 'data': {'data-collections': ['a(']}}      | regular expression",
        "{'type': 'set-chunk-rows', 'data': {'rows': 0}}                         | rows from 1",
        "{'type': 'set-chunk-rows'}                                              | rows from 1"
      },
      quoteCharacter = '~')
  void whatIsNoSignalSaysWhy(String value, String reason) {
    assertThat(read(value))
        .isInstanceOfSatisfying(
            Signal.Unreadable.class, wrong -> assertThat(wrong.reason()).contains(reason));
  }

  @Test
  void configuredRereadHasAWordAndTables() {
    assertThatThrownBy(() -> configured("public.a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("snapshot.reread");
    assertThatThrownBy(() -> configured("friday:")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> configured("friday:a(")).hasMessageContaining("regular expression");
    assertThat(configured("friday:public.a,public.b").reread().orElseThrow().reread().tables())
        .hasSize(2);
    assertThat(configured("").reread()).isEmpty();
  }

  @Test
  void signalTopicNeedsItsBrokers() {
    Map<String, String> config = TestConfig.with(Map.of("signal.kafka.topic", "signals"));
    assertThatThrownBy(() -> new SourceConfig(config).signalTopic())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signal.kafka.bootstrap.servers");
  }

  private static SourceConfig configured(String reread) {
    return new SourceConfig(TestConfig.with(Map.of("snapshot.reread", reread)));
  }

  private static Signal.Reread reread(String details) {
    return (Signal.Reread) read("{'type': 'execute-snapshot', 'data': " + details + "}");
  }

  private static Signal read(String json) {
    return SignalRecords.read(json.replace('\'', '"'));
  }
}
