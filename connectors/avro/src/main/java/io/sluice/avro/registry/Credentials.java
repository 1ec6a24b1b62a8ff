package io.sluice.avro.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** As whom we speak to a registry. */
sealed interface Credentials {

  /** The value of the header {@code Authorization}. */
  Optional<String> authorization();

  /** What to look at when the registry does not know us. */
  String remedy();

  /** As nobody. */
  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }

    @Override
    public String remedy() {
      return "set "
          + RegistryKeys.BASIC_SOURCE
          + "=USER_INFO and "
          + RegistryKeys.BASIC_USER_INFO
          + ", or "
          + RegistryKeys.BEARER_TOKEN;
    }
  }

  /**
   * A user with a password.
   *
   * @param userInfo both, with a colon between
   * @param setting the key that says them
   */
  record Basic(String userInfo, String setting) implements Credentials {
    @Override
    public Optional<String> authorization() {
      byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public String remedy() {
      return "check user and password in " + setting;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Basic from " + setting;
    }
  }

  /** A token. */
  record Bearer(String token) implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String remedy() {
      return "check " + RegistryKeys.BEARER_TOKEN + ", which may have expired";
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Bearer";
    }
  }
}
