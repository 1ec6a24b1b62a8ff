package io.sluice.avro.registry;

import static io.sluice.avro.registry.Wires.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.avro.registry.StandIn.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that refuses, and one that is away. */
class RegistryTroubleTest {

  private static final String REGISTER = "POST /subjects/orders-value/versions";
  private static final String[] USER = {
    "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:s3cret"
  };

  private static final Schema OTHER = Schema.create(Schema.Type.STRING);

  private final StandIn registry = StandIn.start();

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | basic.auth.user.info",
        "403 | auto.register.schemas=false",
        "404 | is unknown",
        "409 | PUT /config/orders-value",
        "422 | does not take the schema",
        "418 | answers 418"
      })
  void refusalSaysWhatToDoAboutIt(int status, String remedy) {
    registry.answering(REGISTER, status, error("the registry's reason"));
    Throwable refused = publishing(registry.url(), USER);
    assertThat(refused)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("register a schema under subject orders-value")
        .hasMessageContaining(registry.url())
        .hasMessageContaining(remedy);
    assertThat(refused.toString()).doesNotContain("s3cret");
    if (status != 401) {
      assertThat(refused).hasMessageContaining("the registry's reason");
    }
  }

  @Test
  void missingCredentialsAndWrongOnesHaveTheirOwnRemedy() {
    registry.answering(REGISTER, 401, "");
    assertThat(publishing(registry.url()))
        .hasMessageContaining("set basic.auth.credentials.source=USER_INFO");
    assertThat(publishing("http://ann:s3cret@127.0.0.1:" + registry.port()))
        .hasMessageContaining("check user and password in schema.registry.url")
        .hasMessageNotContaining("s3cret");
    assertThat(publishing(registry.url(), "bearer.auth.token", "s3cret"))
        .hasMessageContaining("check bearer.auth.token")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void unregisteredSchemaIsNamedWhereRegisteringIsOff() {
    registry.answering("POST /subjects/orders-value", 404, error("Schema not found"));
    assertThat(publishing(registry.url(), "auto.register.schemas", "false"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("subject orders-value")
        .hasMessageContaining("auto.register.schemas=true");
  }

  @Test
  void unknownNumberIsAQuestionOfTheRightRegistry() {
    registry.answering("GET /schemas/ids/12", 404, error("Schema 12 not found"));
    assertThatThrownBy(() -> Wires.values(registry.url()).schema("orders", 12))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("number 12")
        .hasMessageContaining("the registry that the topic was written with");
  }

  @Test
  void pageOfAnotherServerIsNoRegistry() {
    assertThat(publishing(registry.url()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no registry answers there (status 404)")
        .hasMessageContaining("/apis/ccompat/v7");
    registry.answering(REGISTER, 200, "<html>welcome</html>");
    assertThat(publishing(registry.url()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no registry answers there (status 200)");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void overloadedRegistryMayBeAskedAgain(int status) {
    registry.answering(REGISTER, status, "busy");
    assertThat(publishing(registry.url()))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining(registry.url() + " answers " + status)
        .hasMessageContaining("errors.retry.timeout");
  }

  @Test
  void registryThatIsDownMayBeAskedAgain() {
    registry.close();
    assertThat(publishing("http://ann:s3cret@127.0.0.1:" + registry.port()))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining(registry.url() + " refuses connections")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void unknownHostIsNamed() {
    assertThat(publishing("http://registry.invalid:8081"))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("http://registry.invalid:8081 has a host name that nobody knows");
  }

  @Test
  void silentRegistryIsNotWaitedForLongerThanAllowed() {
    registry.silent();
    assertThat(publishing(registry.url(), "http.read.timeout.ms", "50"))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("gives no answer within http.read.timeout.ms");
  }

  @Test
  void brokenConnectionIsTriedOnceMore() {
    registry.answering(REGISTER, 200, "{\"id\":1}").breaking(1);
    RegistryWire wire = Wires.values(registry.url());
    wire.publish("orders", ORDER);
    assertThat(registry.requests()).hasSize(2);
    registry.breaking(2);
    assertThat(catchThrowable(() -> wire.publish("orders", OTHER)))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("breaks the connection");
  }

  @Test
  void handshakeThatIsCutOffMayBeTriedAgain() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> cutOff(socket));
      assertThat(publishing("https://127.0.0.1:" + socket.getLocalPort()))
          .isInstanceOf(RetriableException.class);
      cut.join();
    }
  }

  @Test
  void recoveredRegistryIsAskedWithTheSameWire() {
    registry.answering(REGISTER, 503, "starting");
    RegistryWire wire = Wires.values(registry.url());
    assertThat(catchThrowable(() -> wire.publish("orders", ORDER)))
        .isInstanceOf(RetriableException.class);
    registry.answering(REGISTER, 200, "{\"id\":5}");
    assertThat(wire.schemaNumber(wire.publish("orders", ORDER))).isEqualTo(5);
  }

  @Test
  void nextAddressIsAskedWhenOneIsAwayAndStaysTheFirst() {
    try (StandIn ill = StandIn.start();
        StandIn down = StandIn.start()) {
      down.close();
      ill.answering(REGISTER, 500, "");
      registry.answering(REGISTER, 200, "{\"id\":1}");
      registry.answering("GET /schemas/ids/1", 200, "{\"schema\":\"\\\"long\\\"\"}");
      RegistryWire wire = Wires.values(down.url() + ", " + ill.url() + "," + registry.url() + "/");
      wire.publish("orders", ORDER);
      wire.schema("orders", 1);
      assertThat(ill.requests()).hasSize(1);
      assertThat(registry.requests()).hasSize(2);
    }
  }

  @Test
  void everyAddressThatIsAwayIsNamed() {
    try (StandIn other = StandIn.start()) {
      registry.answering(REGISTER, 503, error("no storage"));
      other.answering(REGISTER, 500, "");
      assertThat(publishing(registry.url() + "," + other.url()))
          .hasMessageContaining(registry.url() + " answers 503 (no storage)")
          .hasMessageContaining(other.url() + " answers 500");
    }
  }

  @Test
  void credentialsOfEverySourceReachTheRegistry() {
    registry.answering(REGISTER, 200, "{\"id\":1}");
    Wires.values(registry.url(), USER).publish("orders", ORDER);
    Wires.values("http://ann:s3%2Fcret@127.0.0.1:" + registry.port()).publish("orders", ORDER);
    Wires.values(registry.url(), "schema.registry.bearer.auth.token", "abc")
        .publish("orders", ORDER);
    Wires.values(registry.url()).publish("orders", ORDER);
    assertThat(registry.requests())
        .extracting(RegistryTroubleTest::authorization)
        .containsExactly(basic("ann:s3cret"), basic("ann:s3/cret"), "Bearer abc", null);
  }

  private static void cutOff(ServerSocket socket) {
    try (Socket session = socket.accept()) {
      assertThat(session.getInputStream().read()).as("the client's hello").isNotNegative();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String authorization(Request request) {
    return request.headers().getFirst("Authorization");
  }

  private static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static Throwable publishing(String url, String... settings) {
    return catchThrowable(() -> Wires.values(url, settings).publish("orders", ORDER));
  }

  private static String error(String message) {
    return "{\"error_code\":40403,\"message\":\"" + message + "\"}";
  }
}
