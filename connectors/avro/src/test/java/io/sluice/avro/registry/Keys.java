package io.sluice.avro.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a certificate that it signed itself.
 *
 * @param store both, PKCS12
 * @param trusted the certificate alone, PKCS12
 * @param pem the certificate alone, as text
 */
record Keys(Path store, Path trusted, Path pem) {

  private static final String PASSWORD = "changeit";

  static Keys make(Path folder, String name, String hostName) {
    Keys keys =
        new Keys(
            folder.resolve(name + ".p12"),
            folder.resolve(name + "-trusted.p12"),
            folder.resolve(name + ".pem"));
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + hostName,
        "-storetype",
        "PKCS12",
        "-keystore",
        keys.store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-keystore",
        keys.store.toString(),
        "-file",
        keys.pem.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        name,
        "-file",
        keys.pem.toString(),
        "-storetype",
        "PKCS12",
        "-keystore",
        keys.trusted.toString());
    return keys;
  }

  /** The settings that make a client trust it. */
  String[] trust(String prefix, String type) {
    return type.equals("PEM")
        ? new String[] {
          prefix + "truststore.type", type, prefix + "truststore.location", pem.toString()
        }
        : new String[] {
          prefix + "truststore.type", type,
          prefix + "truststore.location", trusted.toString(),
          prefix + "truststore.password", PASSWORD
        };
  }

  /** The settings that make a client use it. */
  String[] identity(String prefix) {
    return new String[] {
      prefix + "keystore.type",
      "PKCS12",
      prefix + "keystore.location",
      store.toString(),
      prefix + "keystore.password",
      PASSWORD,
      prefix + "key.password",
      PASSWORD
    };
  }

  /** A server with this key that trusts another. */
  SSLContext context(Keys client) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(store), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(client.trusted));
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException failed) {
      throw new AssertionError(failed);
    }
  }

  private static KeyStore load(Path file) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keytool.waitFor() != 0) {
        throw new AssertionError("keytool failed: " + String.join(" ", command));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
