package io.sluice.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.rivals.DebeziumSource.Snapshot;
import io.sluice.postgres.Endpoint;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DebeziumSourceTest {

  private static final Endpoint DATABASE = Endpoint.of("127.0.0.1", 5432, "shop", "me", "secret");
  private static final RecordFormat AVRO =
      new RecordFormat.Avro(URI.create("http://127.0.0.1:8080/apis/registry/v2"), false);

  @Test
  void itsSlotIsAnIdentifierAndItsTopicIsNamedAsItIs() {
    DebeziumSource source = source(new RecordFormat.Json(), Snapshot.ONLY);

    assertThat(source.slot()).isEqualTo("json_rows");
    assertThat(source.topic()).isEqualTo("json-rows.public.orders");
    assertThat(source.config()).containsEntry("topic.prefix", "json-rows");
  }

  @Test
  void onlyTheSourceThatCopiesInChunksWatchesForSignals() {
    assertThat(source(AVRO, Snapshot.CHUNKS).config()).containsKey("signal.data.collection");
    assertThat(source(AVRO, Snapshot.NONE).config()).doesNotContainKey("signal.data.collection");
  }

  @Test
  void anIntroductionSharesTheTopicAndTheSlotButNoOffsets() {
    DebeziumSource source = source(AVRO, Snapshot.FIRST);
    Map<String, String> introduction = source.introduction(AVRO.introducing().orElseThrow());

    assertThat(introduction)
        .containsEntry("topic.prefix", source.name())
        .containsEntry("slot.name", source.slot())
        .containsEntry("snapshot.mode", "initial_only")
        .containsEntry("value.converter.apicurio.registry.auto-register", "true");
    assertThat(introduction.get("name")).isNotEqualTo(source.name());
  }

  private static DebeziumSource source(RecordFormat format, Snapshot snapshot) {
    return new DebeziumSource("json-rows", DATABASE, "public.orders", format, snapshot);
  }
}
