package io.sluice.avro.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.kafka.connect.errors.RetriableException;

/** One question to one address over HTTP. Any thread may use it. */
final class RegistryExchange {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final HttpClient client;
  private final Duration readTimeout;

  RegistryExchange(RegistryOptions options) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(options.connectTimeout());
    options.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
    this.readTimeout = options.readTimeout();
  }

  /**
   * Sends the question, twice if the connection breaks: one that was kept open may have been closed
   * meanwhile at the other end. No question does harm when it is asked twice.
   */
  RegistryReply send(RegistryEndpoint endpoint, RegistryQuestion question) throws IOException {
    try {
      return sendOnce(endpoint, question);
    } catch (ConnectException | HttpTimeoutException | SSLException away) {
      throw away;
    } catch (IOException broken) {
      return sendOnce(endpoint, question);
    }
  }

  private RegistryReply sendOnce(RegistryEndpoint endpoint, RegistryQuestion question)
      throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request(endpoint, question), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return RegistryReply.of(endpoint, response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RetriableException("Interrupted while asking to " + question.words(), interrupted);
    }
  }

  private HttpRequest request(RegistryEndpoint endpoint, RegistryQuestion question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(question.path()))
            .timeout(readTimeout)
            .header("Accept", CONTENT_TYPE + ", application/json");
    endpoint.credentials().authorization().ifPresent(as -> request.header("Authorization", as));
    question
        .body()
        .ifPresent(
            json ->
                request.header("Content-Type", CONTENT_TYPE).POST(BodyPublishers.ofString(json)));
    return request.build();
  }
}
