package io.sluice.control.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 that nobody listens on. */
final class FreePort {

  /** Below the range that systems give to outgoing connections, which could take it meanwhile. */
  private static final int FIRST = 15_000;

  private static final int END = 32_000;
  private static final int TRIES = 200;

  private FreePort() {}

  static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new BoxException("no free port between " + FIRST + " and " + END + " on 127.0.0.1");
  }

  /** The port that a file names, if it is still free; else another, which the file names then. */
  static int remembered(Path file) {
    OptionalInt last = last(file);
    if (last.isPresent() && isFree(last.getAsInt())) {
      return last.getAsInt();
    }
    int port = find();
    Folders.write(file, Integer.toString(port));
    return port;
  }

  private static OptionalInt last(Path file) {
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
