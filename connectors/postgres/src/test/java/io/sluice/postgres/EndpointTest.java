package io.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"socketFactory", "sslfactory", "loggerFile", "authenticationPluginClassName"})
  void optionThatWouldLoadAClassOrWriteAFileIsRefused(String name) {
    assertThatThrownBy(() -> endpoint(Map.of(name, "anything")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void passwordIsNeverInItsText() {
    assertThat(endpoint(Map.of()).toString()).contains("shop").doesNotContain("open sesame");
  }

  private static Endpoint endpoint(Map<String, String> options) {
    return new Endpoint(
        "127.0.0.1", 5432, "shop", "reader", new Secret("open sesame"), "prefer", options);
  }
}
