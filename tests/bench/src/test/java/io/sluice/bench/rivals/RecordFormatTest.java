package io.sluice.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

  private static final RecordFormat AVRO =
      new RecordFormat.Avro(URI.create("http://127.0.0.1:8080/apis/registry/v2"), false);

  @Test
  void jsonCarriesItsSchemasAndNeedsNoIntroduction() {
    RecordFormat json = new RecordFormat.Json();

    assertThat(json.config())
        .containsEntry("key.converter.schemas.enable", "true")
        .containsEntry("value.converter.schemas.enable", "true");
    assertThat(json.introducing()).isEmpty();
  }

  @Test
  void avroLooksSchemasUpThatItsIntroductionHasRegistered() {
    assertThat(AVRO.config())
        .containsEntry("value.converter.apicurio.registry.find-latest", "true")
        .doesNotContainKey("value.converter.apicurio.registry.auto-register");
    assertThat(AVRO.introducing()).get().isEqualTo(registering());
    assertThat(registering().config())
        .containsEntry("key.converter.apicurio.registry.auto-register", "true");
  }

  /** Avro's names hold neither dots nor hyphens. */
  @Test
  void avroHasDebeziumAdjustItsNames() {
    assertThat(AVRO.config())
        .containsEntry("schema.name.adjustment.mode", "avro")
        .containsEntry("field.name.adjustment.mode", "avro");
  }

  @Test
  void whatIntroducesNeedsNoIntroductionItself() {
    assertThat(registering().introducing()).isEmpty();
  }

  private static RecordFormat registering() {
    return AVRO.introducing().orElseThrow();
  }
}
