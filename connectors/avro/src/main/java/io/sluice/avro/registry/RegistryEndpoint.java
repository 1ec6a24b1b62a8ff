package io.sluice.avro.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * One address of a registry.
 *
 * @param base without user info and without a slash at the end
 * @param credentials as whom we speak to it
 */
record RegistryEndpoint(URI base, Credentials credentials) {

  /** Reads an address; user info in it becomes its credentials. */
  static RegistryEndpoint parse(String url) {
    URI given = uri(url);
    Credentials credentials =
        Optional.ofNullable(given.getUserInfo())
            .<Credentials>map(user -> new Credentials.Basic(user, RegistryKeys.URL))
            .orElseGet(Credentials.None::new);
    return new RegistryEndpoint(withoutUserInfo(given), credentials);
  }

  RegistryEndpoint as(Credentials other) {
    return new RegistryEndpoint(base, other);
  }

  /** A path of the API, which begins with a slash. */
  URI resolve(String path) {
    return URI.create(base + path);
  }

  @Override
  public String toString() {
    return base.toString();
  }

  /** Messages leave the address out, since it may hold a password. */
  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null || !isHttp(uri)) {
        throw invalid();
      }
      return uri;
    } catch (URISyntaxException syntax) {
      throw invalid();
    }
  }

  private static boolean isHttp(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return scheme.equals("http") || scheme.equals("https");
  }

  private static ConfigException invalid() {
    return new ConfigException(
        RegistryKeys.URL
            + " holds an address that is not one of a registry; write http:// or https://, a host"
            + " name without underscores, a port and a path, with commas between addresses");
  }

  private static URI withoutUserInfo(URI given) {
    String path = String.valueOf(given.getPath()).replaceAll("/+$", "");
    try {
      return new URI(given.getScheme(), null, given.getHost(), given.getPort(), path, null, null);
    } catch (URISyntaxException syntax) {
      throw invalid();
    }
  }
}
