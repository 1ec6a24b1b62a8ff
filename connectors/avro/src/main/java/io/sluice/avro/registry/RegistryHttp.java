package io.sluice.avro.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Asks a registry's addresses in turn, beginning with the one that answered last. */
final class RegistryHttp {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final List<RegistryEndpoint> endpoints;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final HttpClient client;
  private volatile int preferred;

  RegistryHttp(RegistryOptions options) {
    this.endpoints = options.endpoints();
    this.connectTimeout = options.connectTimeout();
    this.readTimeout = options.readTimeout();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(connectTimeout);
    options.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * The answer of the first address that gives one, good or not.
   *
   * @throws RetriableException all of them are away
   */
  RegistryReply ask(RegistryQuestion question) {
    List<String> away = new ArrayList<>();
    int first = preferred;
    for (int i = 0; i < endpoints.size(); i++) {
      int chosen = (first + i) % endpoints.size();
      RegistryEndpoint endpoint = endpoints.get(chosen);
      try {
        RegistryReply reply = send(endpoint, question);
        if (!reply.isAway()) {
          preferred = chosen;
          return reply;
        }
        away.add(endpoint + " answers " + reply.status() + " (" + reply.reason() + ")");
      } catch (IOException failed) {
        refuseDistrust(endpoint, question, failed);
        away.add(endpoint + " " + reason(failed));
      }
    }
    throw away(question, away);
  }

  private RegistryReply send(RegistryEndpoint endpoint, RegistryQuestion question)
      throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request(endpoint, question), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return RegistryReply.of(endpoint, response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while asking to " + question.words(), interrupted);
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

  private static RetriableException away(RegistryQuestion question, List<String> away) {
    return new RetriableException(
        "Cannot "
            + question.words()
            + " while the schema registry is away: "
            + String.join("; ", away)
            + ". Start it or correct "
            + RegistryKeys.URL
            + "; with errors.retry.timeout in its configuration the connector waits for it");
  }

  /** A certificate that one side does not trust stays so; a handshake that was cut off does not. */
  private static void refuseDistrust(
      RegistryEndpoint endpoint, RegistryQuestion question, IOException failed) {
    SSLException tls = find(SSLException.class, failed);
    if (tls != null && !isCutOff(failed)) {
      throw new DataException(
          "Cannot "
              + question.words()
              + ": no TLS session with "
              + endpoint
              + " ("
              + tls.getMessage()
              + "). Check "
              + RegistryKeys.TLS_PREFIX
              + "truststore.location, which has to trust its certificate, the host name in "
              + RegistryKeys.URL
              + ", and "
              + RegistryKeys.TLS_PREFIX
              + "keystore.location if the registry asks for a certificate",
          failed);
    }
  }

  private static boolean isCutOff(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof SSLException) && cause != failed) {
        return true;
      }
    }
    return false;
  }

  private String reason(IOException failed) {
    if (failed instanceof HttpConnectTimeoutException) {
      return "gives no connection within " + connectTimeout.toMillis() + " ms";
    }
    if (failed instanceof HttpTimeoutException) {
      return "gives no answer within " + readTimeout.toMillis() + " ms";
    }
    if (find(UnresolvedAddressException.class, failed) != null) {
      return "has a host name that nobody knows";
    }
    if (failed instanceof ConnectException) {
      return "refuses connections";
    }
    return "breaks the connection (" + failed.getMessage() + ")";
  }

  private static <T extends Throwable> T find(Class<T> type, Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
