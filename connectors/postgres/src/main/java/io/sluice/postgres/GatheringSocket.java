package io.sluice.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/**
 * A connection whose reader does not wake for every message.
 *
 * <p>The server sends each change of the stream in a packet of its own, and the driver, whose reads
 * without waiting are reads with a timeout of one millisecond, returns as soon as one has come: a
 * reader as fast as the server pays two system calls and a change of threads for each. Such a read
 * gives the packets a millisecond to gather, unless many are there.
 */
final class GatheringSocket extends Socket {

  /** What the driver sets while it looks whether a message is there. */
  private static final int GLANCE_MILLIS = 1;

  private GatheringInput input;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new GatheringInput(super.getInputStream());
    }
    return input;
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    super.setSoTimeout(millis);
    if (input != null) {
      input.glance(millis == GLANCE_MILLIS);
    }
  }
}
