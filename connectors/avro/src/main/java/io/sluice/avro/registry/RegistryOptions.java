package io.sluice.avro.registry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to speak to a registry.
 *
 * @param endpoints its addresses, at least one
 * @param tls how to trust and be trusted; empty: as the JVM does
 * @param autoRegister whether unknown schemas are registered
 * @param keySubjects which subjects schemas of keys belong to
 * @param valueSubjects which subjects schemas of values belong to
 * @param connectTimeout how long a connection is waited for
 * @param readTimeout how long an answer is waited for
 */
public record RegistryOptions(
    List<RegistryEndpoint> endpoints,
    Optional<SSLContext> tls,
    boolean autoRegister,
    SubjectNaming keySubjects,
    SubjectNaming valueSubjects,
    Duration connectTimeout,
    Duration readTimeout) {

  public RegistryOptions {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new ConfigException(RegistryKeys.URL + " holds no address");
    }
  }

  /**
   * Reads the keys of {@link RegistryKeys}.
   *
   * @return empty if they name no registry
   * @throws ConfigException they do not fit each other
   */
  public static Optional<RegistryOptions> of(AbstractConfig config) {
    return Optional.ofNullable(config.getPassword(RegistryKeys.URL))
        .map(urls -> of(config, endpoints(urls)));
  }

  private static RegistryOptions of(AbstractConfig config, List<RegistryEndpoint> endpoints) {
    return new RegistryOptions(
        CredentialKeys.apply(config, endpoints),
        RegistryTls.of(config),
        config.getBoolean(RegistryKeys.AUTO_REGISTER),
        naming(config, RegistryKeys.KEY_SUBJECT_NAMING),
        naming(config, RegistryKeys.VALUE_SUBJECT_NAMING),
        Duration.ofMillis(config.getInt(RegistryKeys.CONNECT_TIMEOUT_MS)),
        Duration.ofMillis(config.getInt(RegistryKeys.READ_TIMEOUT_MS)));
  }

  static List<RegistryEndpoint> endpoints(Password urls) {
    List<RegistryEndpoint> endpoints =
        RegistryKeys.parts(urls.value()).stream().map(RegistryEndpoint::parse).toList();
    if (endpoints.isEmpty()) {
      throw new ConfigException(RegistryKeys.URL + " holds no address");
    }
    return endpoints;
  }

  private static SubjectNaming naming(AbstractConfig config, String key) {
    String own = config.getString(key);
    return own == null
        ? SubjectNaming.of(
            RegistryKeys.SUBJECT_NAMING, config.getString(RegistryKeys.SUBJECT_NAMING))
        : SubjectNaming.of(key, own);
  }
}
