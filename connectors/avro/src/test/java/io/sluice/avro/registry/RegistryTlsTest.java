package io.sluice.avro.registry;

import static io.sluice.avro.registry.Wires.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are made by the JDK's keytool: nothing signed lies in the repository. */
class RegistryTlsTest {

  private static final String REGISTER = "POST /subjects/orders-value/versions";
  private static final String SSL = "schema.registry.ssl.";

  @TempDir static Path folder;
  private static Keys server;
  private static Keys stranger;
  private static Keys client;

  @BeforeAll
  static void makeKeys() {
    server = Keys.make(folder, "server", "ip:127.0.0.1");
    stranger = Keys.make(folder, "stranger", "dns:elsewhere.invalid");
    client = Keys.make(folder, "client", "dns:client.invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "PEM"})
  void registryOfATrustedCertificateIsSpokenTo(String type) {
    try (StandIn registry = start(server, false)) {
      assertThatCode(() -> publish(registry, server.trust(SSL, type))).doesNotThrowAnyException();
    }
  }

  @Test
  void untrustedCertificateIsNotWorthAnotherTry() {
    try (StandIn registry = start(server, false)) {
      assertThat(catchThrowable(() -> publish(registry)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(registry.url())
          .hasMessageContaining("schema.registry.ssl.truststore.location");
      assertThat(registry.requests()).isEmpty();
    }
  }

  @Test
  void certificateOfAnotherHostIsRefusedUnlessNamesAreNotChecked() {
    try (StandIn registry = start(stranger, false)) {
      String[] trust = stranger.trust(SSL, "PKCS12");
      assertThat(catchThrowable(() -> publish(registry, trust))).isInstanceOf(DataException.class);
      String[] anyName = join(trust, SSL + "endpoint.identification.algorithm", "");
      assertThatCode(() -> publish(registry, anyName)).doesNotThrowAnyException();
      String[] otherTrust =
          join(server.trust(SSL, "PKCS12"), SSL + "endpoint.identification.algorithm", "");
      assertThat(catchThrowable(() -> publish(registry, otherTrust)))
          .as("names are not checked, certificates are")
          .isInstanceOf(DataException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", ""})
  void registryThatAsksForACertificateGetsIt(String names) {
    try (StandIn registry = start(server, true)) {
      String[] trust =
          join(server.trust(SSL, "PKCS12"), SSL + "endpoint.identification.algorithm", names);
      assertThat(catchThrowable(() -> publish(registry, trust))).as("without one").isNotNull();
      String[] both = join(trust, client.identity(SSL));
      assertThatCode(() -> publish(registry, both)).doesNotThrowAnyException();
    }
  }

  @Test
  void wrongStorePasswordIsAFaultOfTheConfigurationAndStaysHidden() {
    String[] wrong = join(server.trust(SSL, "PKCS12"), SSL + "truststore.password", "not-this-one");
    assertThatThrownBy(() -> Wires.options("https://h:1", wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.ssl.")
        .hasMessageNotContaining("not-this-one");
  }

  private static StandIn start(Keys keys, boolean asksForCertificates) {
    return StandIn.startTls(keys.context(client), asksForCertificates)
        .answering(REGISTER, 200, "{\"id\":1}");
  }

  private static void publish(StandIn registry, String... settings) {
    Wires.values(registry.url(), settings).publish("orders", ORDER);
  }

  private static String[] join(String[] first, String... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }
}
