package io.sluice.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** JSON over HTTP. Safe for use by several threads. */
public final class RestClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  // Longer than Connect itself waits for a connector's validation.
  private static final Duration LIMIT = Duration.ofSeconds(100);

  private static final Patience REBALANCE = Patience.of(Duration.ofSeconds(60));

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public RestClient(URI url) {
    this.url = URI.create(url.toString().replaceAll("/+$", ""));
  }

  /** The API's address. */
  public URI url() {
    return url;
  }

  RestReply get(String path) {
    return send(request(path).GET());
  }

  RestReply delete(String path) {
    return send(request(path).DELETE());
  }

  RestReply post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  RestReply put(String path, Map<String, String> body) {
    try {
      String json = JSON.writeValueAsString(body);
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(json)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write a map of texts as JSON", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
  }

  /** Every call can be repeated, so that one which meets a rebalance is, until that is over. */
  private RestReply send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    AtomicReference<RestReply> reply = new AtomicReference<>();
    REBALANCE.until(
        () -> {
          reply.set(once(request));
          return !reply.get().isRebalancing();
        },
        () -> "Kafka Connect at " + url + " does not come out of a rebalance");
    return reply.get();
  }

  private RestReply once(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new RestReply(request.uri(), response.statusCode(), tree(response.body()));
    } catch (IOException e) {
      throw new Problem(
          "Kafka Connect does not answer at " + url + ": check connect.url and that it runs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while asking " + url, e);
    }
  }

  private static JsonNode tree(String body) throws IOException {
    return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
  }
}
