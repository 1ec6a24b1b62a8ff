package io.sluice.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryKeysTest {

  @Test
  void withoutAnAddressThereIsNoRegistry() {
    assertThat(RegistryOptions.of(Wires.config(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ",
        "localhost:8081",
        "ftp://host",
        "http://my_host:1",
        "http://u:s3 cret@h"
      })
  void addressThatIsNoneIsRefusedWithoutBeingShown(String url) {
    assertThat(errors(RegistryKeys.URL, url))
        .singleElement()
        .asString()
        .contains(RegistryKeys.URL)
        .doesNotContain("s3 cret");
  }

  @Test
  void addressesAreShownWithoutPasswords() {
    RegistryOptions options =
        Wires.options(
            "http://h:1",
            "basic.auth.credentials.source",
            "USER_INFO",
            "basic.auth.user.info",
            "ann:s3cret");
    assertThat(options.toString()).contains("http://h:1").doesNotContain("s3cret");
    assertThat(Wires.options("http://ann:s3cret@h:1").toString()).doesNotContain("s3cret");
    assertThat(Wires.config(Map.of(RegistryKeys.URL, "http://ann:s3cret@h:1")).values().toString())
        .doesNotContain("s3cret");
  }

  @Test
  void credentialsThatCannotBeMeantAreRefused() {
    assertRefused("basic.auth.user.info is only used with", "basic.auth.user.info", "ann:x");
    assertRefused("basic.auth.user.info is missing", "basic.auth.credentials.source", "USER_INFO");
    assertRefused("bearer.auth.token is missing", "bearer.auth.credentials.source", "STATIC_TOKEN");
    assertRefused(
        "keep one",
        "schema.registry.basic.auth.credentials.source",
        "USER_INFO",
        "schema.registry.basic.auth.user.info",
        "ann:x",
        "bearer.auth.token",
        "y");
  }

  @Test
  void unknownChoicesAreRefused() {
    assertThat(errors("subject.name.strategy", "AnyName")).hasSize(1);
    assertThat(errors("basic.auth.credentials.source", "SASL_INHERIT")).hasSize(1);
    assertThat(errors("http.read.timeout.ms", "0")).hasSize(1);
    assertThat(errors("subject.name.strategy", "RecordNameStrategy")).isEmpty();
  }

  private static void assertRefused(String message, String... settings) {
    assertThatThrownBy(() -> Wires.options("http://h:1", settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static List<String> errors(String key, String value) {
    ConfigDef keys = new ConfigDef();
    RegistryKeys.define(keys);
    return keys.validate(Map.of(key, value)).stream()
        .filter(checked -> checked.name().equals(key))
        .flatMap(checked -> checked.errorMessages().stream())
        .toList();
  }
}
