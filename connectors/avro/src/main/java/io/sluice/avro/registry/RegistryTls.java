package io.sluice.avro.registry;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** TLS as Kafka's clients configure it: stores of type JKS, PKCS12 or PEM, in files or in place. */
final class RegistryTls {

  private RegistryTls() {}

  /** What the keys below {@code schema.registry.ssl.} say; empty if there are none. */
  static Optional<SSLContext> of(AbstractConfig config) {
    if (config.originalsWithPrefix(RegistryKeys.TLS_PREFIX).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> settings =
        RegistryKeys.tls().parse(config.originalsWithPrefix(RegistryKeys.NAMESPACE));
    try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory()) {
      stores.configure(settings);
      return Optional.of(
          checksHostNames(settings) ? stores.sslContext() : withoutHostNames(stores, settings));
    } catch (KafkaException | GeneralSecurityException failed) {
      throw new ConfigException(
          "The keys below " + RegistryKeys.TLS_PREFIX + " give no TLS: " + reason(failed));
    }
  }

  /** The first cause says which file and what is wrong with it. */
  private static String reason(Throwable failed) {
    Throwable cause = failed.getCause();
    return cause == null
        ? failed.getMessage()
        : failed.getMessage() + " (" + cause.getMessage() + ")";
  }

  private static boolean checksHostNames(Map<String, Object> settings) {
    Object algorithm = settings.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    return algorithm != null && !algorithm.toString().isEmpty();
  }

  /**
   * The JDK's HTTP client always checks names, through its trust manager: this one forgets them.
   */
  private static SSLContext withoutHostNames(
      DefaultSslEngineFactory stores, Map<String, Object> settings)
      throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(stores.truststore());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(stores.keystore(), keyPassword(stores.keystore(), settings));
    SSLContext tls =
        SSLContext.getInstance(settings.get(SslConfigs.SSL_PROTOCOL_CONFIG).toString());
    X509TrustManager checking = (X509TrustManager) trust.getTrustManagers()[0];
    tls.init(keys.getKeyManagers(), new TrustManager[] {new AnyName(checking)}, null);
    return tls;
  }

  private static char[] keyPassword(KeyStore keys, Map<String, Object> settings) {
    Object own = settings.get(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
    Object shared = settings.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
    Object password = own == null ? shared : own;
    return keys == null || password == null ? null : ((Password) password).value().toCharArray();
  }
}
