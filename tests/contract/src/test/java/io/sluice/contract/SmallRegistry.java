package io.sluice.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a schema registry as a converter needs: schemas get numbers and are found by them. */
final class SmallRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SmallRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
    server.createContext("/subjects/", this::register);
    server.createContext("/schemas/ids/", this::find);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private synchronized void register(HttpExchange exchange) throws IOException {
    String schema = JSON.readTree(exchange.getRequestBody()).get("schema").textValue();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    answer(exchange, Map.of("id", schemas.indexOf(schema) + 1));
  }

  private void find(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    answer(exchange, Map.of("schema", schemas.get(id - 1)));
  }

  private static void answer(HttpExchange exchange, Map<String, ?> answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
