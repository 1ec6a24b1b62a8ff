package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a session and its server and can lose one COMMIT: the request, or only the answer.
 */
final class LossyProxy implements AutoCloseable {

  /** What is lost with the next COMMIT. */
  enum Loss {
    NOTHING,
    REQUEST,
    ANSWER
  }

  private static final String COMMIT = "COMMIT\0";

  private final ServerSocket listener;
  private final Endpoint server;
  private final AtomicReference<Loss> next = new AtomicReference<>(Loss.NOTHING);

  LossyProxy(Endpoint server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  Endpoint endpoint() {
    return Endpoint.of("127.0.0.1", listener.getLocalPort(), server.database(), server.user(), "");
  }

  void loseNextCommit(Loss loss) {
    next.set(loss);
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.host(), server.port());
      daemon(() -> requests(client, upstream));
      daemon(() -> copy(upstream.getInputStream(), client.getOutputStream()));
    }
  }

  private void requests(Socket client, Socket upstream) throws IOException {
    InputStream in = client.getInputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      Loss loss = text.contains(COMMIT) ? next.getAndSet(Loss.NOTHING) : Loss.NOTHING;
      if (loss != Loss.NOTHING) {
        client.close();
      }
      if (loss != Loss.REQUEST) {
        upstream.getOutputStream().write(buffer, 0, read);
      }
      if (loss != Loss.NOTHING) {
        break;
      }
    }
    upstream.shutdownOutput();
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    from.transferTo(to);
  }

  private interface Work {
    void run() throws IOException;
  }

  /** A connection that breaks is what this is for; its thread just ends. */
  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException broken) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
