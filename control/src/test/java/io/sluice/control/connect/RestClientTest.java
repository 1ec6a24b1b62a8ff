package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.control.report.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestClientTest {

  private record Answer(int status, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;
  private RestClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client = new RestClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void callThatMeetsARebalanceIsRepeated() {
    answers.addAll(
        List.of(
            new Answer(409, "{\"message\": \"stale configuration\"}"),
            new Answer(500, "{\"message\": \"a rebalance is expected\"}"),
            new Answer(200, "{\"name\": \"x\"}")));

    assertThat(client.get("/connectors/x").expect().path("name").asText()).isEqualTo("x");
  }

  @Test
  void otherFailuresAreSaidAtOnce() {
    answers.add(new Answer(500, "{\"message\": \"disk full\\nat line 1\"}"));

    RestReply reply = client.get("/connectors/x");

    assertThatThrownBy(reply::expect)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("500")
        .hasMessageEndingWith("disk full");
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer = answers.removeFirst();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
