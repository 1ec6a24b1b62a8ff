package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.Distribution;
import io.sluice.control.box.RegistryProgram;
import io.sluice.control.box.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerIT {

  private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

  private final RegistryProgram program = RegistryProgram.of(Distribution.installed());
  @TempDir private Path folder;

  /** Numbers are in topics for ever: neither they nor the address may be lost with a process. */
  @Test
  void killedRegistryKeepsSchemasAndAddress() throws Exception {
    URI url;
    try (RegistryServer server = RegistryServer.start(folder, program)) {
      url = server.url();
      assertThat(register(url)).isEqualTo("{\"id\":1}");
      server.kill9();
      server.start();
      assertThat(read(url)).contains("string");
    }
    try (RegistryServer next = RegistryServer.start(folder, program)) {
      assertThat(next.url()).isEqualTo(url);
      assertThat(read(url)).contains("string");
    }
  }

  private static String register(URI url) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + "/subjects/t-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(SCHEMA))
            .build());
  }

  private static String read(URI url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + "/schemas/ids/1")).build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
