package io.sluice.avro.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Why no address of a registry answers.
 *
 * @param question what was asked
 * @param reasons one for each address that was tried
 */
record RegistryAbsence(RegistryQuestion question, List<String> reasons) {

  /** How the JDK begins what the other side of a TLS session reports. */
  private static final String ALERT = "Received fatal alert";

  /** The address answers that it cannot. */
  void add(RegistryReply reply) {
    reasons.add(reply.from() + " answers " + reply.status() + " (" + reply.reason() + ")");
  }

  /**
   * The address does not answer.
   *
   * @throws DataException since one side does not trust the other's certificate, and never will
   */
  void add(RegistryEndpoint endpoint, IOException failed) {
    if (isDistrust(failed)) {
      throw distrust(endpoint, failed);
    }
    reasons.add(endpoint + " " + reason(failed));
  }

  /** What to tell Connect when no address is left. */
  RetriableException exception() {
    return new RetriableException(
        "Cannot "
            + question.words()
            + " while the schema registry is away: "
            + String.join("; ", reasons)
            + ". Start it or correct "
            + RegistryKeys.URL
            + "; with errors.retry.timeout in its configuration the connector waits for it");
  }

  private DataException distrust(RegistryEndpoint endpoint, IOException tls) {
    return new DataException(
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
        tls);
  }

  /** Whether we refused the certificate, or were told why we are refused. */
  private static boolean isDistrust(IOException failed) {
    return isCausedBy(failed, GeneralSecurityException.class)
        || String.valueOf(failed.getMessage()).contains(ALERT);
  }

  private static String reason(IOException failed) {
    if (failed instanceof HttpConnectTimeoutException) {
      return "gives no connection within " + RegistryKeys.CONNECT_TIMEOUT_MS;
    }
    if (failed instanceof HttpTimeoutException) {
      return "gives no answer within " + RegistryKeys.READ_TIMEOUT_MS;
    }
    if (isCausedBy(failed, UnresolvedAddressException.class)) {
      return "has a host name that nobody knows";
    }
    return failed instanceof ConnectException
        ? "refuses connections"
        : "breaks the connection (" + failed.getMessage() + ")";
  }

  private static boolean isCausedBy(Throwable failed, Class<?> type) {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
        .anyMatch(type::isInstance);
  }
}
