package io.sluice.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and a PostgreSQL server, and is the network between them: fine, slow,
 * still, or cut, at once or at a moment of the protocol. Clients do without encryption.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final Gate gate = new Gate();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Set<Trap> traps = ConcurrentHashMap.newKeySet();

  private TcpProxy(ServerSocket listener, String host, int port) {
    this.listener = listener;
    this.host = host;
    this.port = port;
  }

  /** A proxy in front of a server, which need not run yet. */
  public static TcpProxy to(String host, int port) {
    try {
      ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(listener, host, port);
      daemon(proxy::accept, () -> {});
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1", failed);
    }
  }

  /** Where clients connect to, on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How the network is from now on, for the connections there are and those to come. */
  public void set(Weather weather) {
    gate.set(weather);
  }

  /** Cuts all connections at once. New ones are made as ever. */
  public void cut() {
    links.forEach(Link::cut);
  }

  /** Cuts all connections for their clients only: the server goes on believing in them. */
  public void abandon() {
    links.forEach(Link::abandon);
  }

  /**
   * Cuts the connection in which a moment comes for the n-th time from now.
   *
   * @param nth counted over all connections; 1 is the next
   * @return completes when that has happened
   */
  public CompletableFuture<Void> cutAt(Moment moment, int nth) {
    Trap trap = new Trap(moment, nth);
    traps.add(trap);
    return trap.sprung();
  }

  /** Forgets all cuts that have not come. */
  public void disarm() {
    traps.clear();
  }

  private Optional<Trap> springing(Moment moment) {
    Optional<Trap> springs = traps.stream().filter(trap -> trap.springs(moment)).findFirst();
    springs.ifPresent(traps::remove);
    return springs;
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      try {
        carry(client, new Socket(host, port));
      } catch (IOException serverIsAway) {
        client.close();
      }
    }
  }

  private void carry(Socket client, Socket server) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Link link = new Link(client, server, gate, this::springing);
    links.add(link);
    daemon(link::carryRequests, () -> {});
    daemon(
        link::carryAnswers,
        () -> {
          link.cut();
          links.remove(link);
        });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** A connection that breaks is what this is for; its thread just ends. */
  private static void daemon(Work work, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException broken) {
                Thread.currentThread().interrupt();
              } finally {
                end.run();
              }
            },
            "sluice-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Cuts everything and takes no more connections. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot stop listening", failed);
    }
    cut();
    gate.set(Weather.FINE);
  }
}
