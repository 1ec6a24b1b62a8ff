package io.sluice.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.rivals.JdbcSink.Tuning;
import io.sluice.postgres.Endpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcSinkTest {

  private static final Endpoint TARGET = Endpoint.of("127.0.0.1", 5432, "copy", "me", "secret");

  @Test
  void appliesEveryKindOfChangeHoweverItIsTuned() {
    for (Tuning tuning : Tuning.values()) {
      assertThat(config(tuning))
          .containsEntry("insert.mode", "upsert")
          .containsEntry("delete.enabled", "true")
          .containsEntry("primary.key.mode", "record_key");
    }
  }

  @Test
  void untunedItHasItsOwnSettingsForSpeed() {
    assertThat(config(Tuning.DEFAULT))
        .doesNotContainKeys("batch.size", "use.reduction.buffer")
        .containsEntry("connection.url", "jdbc:postgresql://127.0.0.1:5432/copy");
    assertThat(config(Tuning.DEFAULT).keySet())
        .noneMatch(name -> name.startsWith("consumer.override"));
  }

  @Test
  void tunedItWritesArraysOfNetChanges() {
    assertThat(config(Tuning.TUNED))
        .containsEntry("dialect.postgres.unnest.insert.enabled", "true")
        .containsEntry("use.reduction.buffer", "true")
        .containsEntry("batch.size", "5000");
  }

  private static Map<String, String> config(Tuning tuning) {
    return new JdbcSink(
            "sink", TARGET, "shop.public.orders", "public.orders", new RecordFormat.Json(), tuning)
        .config();
  }
}
