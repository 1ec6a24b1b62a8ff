package io.sluice.source.server;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that a server makes for itself, with the JDK's keytool. */
public final class SelfSigned {

  private static final String WORD = "changeit";

  private SelfSigned() {}

  /** Writes {@code server.crt} and {@code server.key} where the server looks for them. */
  public static void writeCertificate(File folder) {
    try {
      KeyStore store = generate(folder.toPath().resolve("server.p12"));
      Path key = folder.toPath().resolve("server.key");
      write(
          folder.toPath().resolve("server.crt"),
          "CERTIFICATE",
          store.getCertificate("server").getEncoded());
      write(key, "PRIVATE KEY", store.getKey("server", WORD.toCharArray()).getEncoded());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | GeneralSecurityException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static KeyStore generate(Path file)
      throws IOException, GeneralSecurityException, InterruptedException {
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-genkeypair",
      "-alias",
      "server",
      "-keyalg",
      "EC",
      "-dname",
      "CN=localhost",
      "-storetype",
      "PKCS12",
      "-storepass",
      WORD,
      "-keystore",
      file.toString()
    };
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = new FileInputStream(file.toFile())) {
      store.load(content, WORD.toCharArray());
    }
    return store;
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind));
  }
}
