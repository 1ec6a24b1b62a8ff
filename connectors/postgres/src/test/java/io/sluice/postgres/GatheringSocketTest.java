package io.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GatheringSocketTest {

  private static final int LARGE = 1_000_000;

  private ServerSocket listener;
  private Socket reader;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    listener = new ServerSocket(0, 1, here);
    reader = new GatheringSockets().createSocket(here, listener.getLocalPort());
    server = listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    server.close();
    listener.close();
  }

  @Test
  void aGlanceAtAQuietConnectionTimesOut() throws IOException {
    InputStream input = reader.getInputStream();
    reader.setSoTimeout(1);
    assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
    assertThat(input.available()).isZero();
  }

  @Test
  void aGlanceTakesAllThatHasCome() throws IOException {
    InputStream input = reader.getInputStream();
    server.getOutputStream().write(new byte[] {1, 2});
    server.getOutputStream().write(new byte[] {-3});
    reader.setSoTimeout(1);
    assertThat(input.read()).isEqualTo(1);
    assertThat(input.available()).isEqualTo(2);
    assertThat(input.readNBytes(2)).containsExactly(2, -3);
  }

  @Test
  void bytesKeepTheirOrderAcrossPortions() throws Exception {
    InputStream input = reader.getInputStream();
    byte[] sent = new byte[LARGE];
    for (int i = 0; i < LARGE; i++) {
      sent[i] = (byte) (i * 31 + i / 251);
    }
    Thread writing = new Thread(() -> write(sent));
    writing.start();
    assertThat(input.readNBytes(LARGE)).isEqualTo(sent);
    writing.join();
  }

  private void write(byte[] bytes) {
    try {
      server.getOutputStream().write(bytes);
    } catch (IOException cut) {
      throw new AssertionError(cut);
    }
  }

  @Test
  void anEndedConnectionIsAtItsEndForAGlanceToo() throws IOException {
    InputStream input = reader.getInputStream();
    server.close();
    reader.setSoTimeout(1);
    assertThat(input.read()).isEqualTo(-1);
  }
}
