package io.sluice.avro.registry;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Reads who we are; each key may also begin with {@code schema.registry.}. */
final class CredentialKeys {

  private CredentialKeys() {}

  /** The addresses with the credentials that the keys say; what an address carries stays else. */
  static List<RegistryEndpoint> apply(AbstractConfig config, List<RegistryEndpoint> endpoints) {
    return configured(config)
        .map(who -> endpoints.stream().map(endpoint -> endpoint.as(who)).toList())
        .orElse(endpoints);
  }

  private static Optional<Credentials> configured(AbstractConfig config) {
    Optional<Credentials> basic = basic(config);
    Optional<Credentials> bearer = bearer(config);
    if (basic.isPresent() && bearer.isPresent()) {
      throw new ConfigException(
          "Both "
              + RegistryKeys.BASIC_USER_INFO
              + " and "
              + RegistryKeys.BEARER_TOKEN
              + " are to be used; keep one");
    }
    return basic.or(() -> bearer);
  }

  private static Optional<Credentials> basic(AbstractConfig config) {
    String source = text(config, RegistryKeys.BASIC_SOURCE).orElse(RegistryKeys.FROM_URL);
    Optional<String> userInfo = secret(config, RegistryKeys.BASIC_USER_INFO);
    if (source.equals(RegistryKeys.FROM_USER_INFO)) {
      return Optional.of(
          new Credentials.Basic(
              userInfo.orElseThrow(() -> missing(RegistryKeys.BASIC_USER_INFO, source)),
              RegistryKeys.BASIC_USER_INFO));
    }
    if (userInfo.isPresent()) {
      throw new ConfigException(
          RegistryKeys.BASIC_USER_INFO
              + " is only used with "
              + RegistryKeys.BASIC_SOURCE
              + "="
              + RegistryKeys.FROM_USER_INFO);
    }
    return Optional.empty();
  }

  /** A token alone is clear enough. */
  private static Optional<Credentials> bearer(AbstractConfig config) {
    Optional<String> token = secret(config, RegistryKeys.BEARER_TOKEN);
    text(config, RegistryKeys.BEARER_SOURCE)
        .filter(source -> token.isEmpty())
        .ifPresent(
            source -> {
              throw missing(RegistryKeys.BEARER_TOKEN, source);
            });
    return token.map(Credentials.Bearer::new);
  }

  private static ConfigException missing(String key, String source) {
    return new ConfigException(
        key + " is missing, from where credentials are to come (" + source + ")");
  }

  private static Optional<String> text(AbstractConfig config, String key) {
    return Optional.ofNullable(config.getString(key))
        .or(() -> Optional.ofNullable(config.getString(RegistryKeys.NAMESPACE + key)));
  }

  private static Optional<String> secret(AbstractConfig config, String key) {
    return Optional.ofNullable(config.getPassword(key))
        .or(() -> Optional.ofNullable(config.getPassword(RegistryKeys.NAMESPACE + key)))
        .map(Password::value)
        .filter(value -> !value.isEmpty());
  }
}
