package io.sluice.testkit.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/** One client's connection through the proxy, carried by two threads, one for each direction. */
final class Link {

  private static final int PIECE_BYTES = 1 << 16;

  private final Socket client;
  private final Socket server;
  private final Gate gate;
  private final Function<Moment, Optional<Trap>> traps;
  private final ClientStream said = new ClientStream();

  /**
   * @param traps the one that springs at a moment
   */
  Link(Socket client, Socket server, Gate gate, Function<Moment, Optional<Trap>> traps) {
    this.client = client;
    this.server = server;
    this.gate = gate;
    this.traps = traps;
  }

  /** Carries what the client says, until either side ends or a trap springs. */
  void carryRequests() throws IOException, InterruptedException {
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      gate.pass(read);
      if (!carry(piece, read, out)) {
        return;
      }
    }
    server.shutdownOutput();
  }

  private boolean carry(byte[] piece, int end, OutputStream out) throws IOException {
    int sent = 0;
    for (int at = 0; at < end; ) {
      int next = said.advance(piece, at, end);
      Optional<Moment> moment = said.reached();
      Optional<Trap> trap = moment.flatMap(traps);
      if (trap.isPresent()) {
        boolean heard = moment.get() == Moment.COMMIT_ANSWERED;
        cut(piece, sent, heard ? next : at, out);
        trap.get().sprung().complete(null);
        return false;
      }
      at = next;
    }
    out.write(piece, sent, end - sent);
    return true;
  }

  /** The client goes first, so that it gets no answer to what the server still hears. */
  private void cut(byte[] piece, int from, int to, OutputStream out) throws IOException {
    client.close();
    out.write(piece, from, to - from);
    server.shutdownOutput();
  }

  /** Carries what the server says, until either side ends; to nobody where a trap sprang. */
  void carryAnswers() throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      gate.pass(read);
      if (!client.isClosed()) {
        client.getOutputStream().write(piece, 0, read);
      }
    }
  }

  /** The client hears that it is over; the server does not, and keeps what the client had. */
  void abandon() {
    close(client);
  }

  /** Both ends hear at once that it is over. */
  void cut() {
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is over, which is what was wanted.
    }
  }
}
