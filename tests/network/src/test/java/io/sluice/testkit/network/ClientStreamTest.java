package io.sluice.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientStreamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 1000})
  void momentsAreSeenHoweverTheMessagesAreCutUp(int pieceBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8);
    out.writeInt(80_877_103);
    out.writeInt(13);
    out.write("startup\0\0".getBytes(StandardCharsets.US_ASCII));
    message(out, 'P', "S_1\0BEGIN\0\0\0");
    message(out, 'B', "\0S_1\0\0\0\0\0\0\0");
    message(out, 'P', "\0COPY t FROM STDIN\0\0\0");
    message(out, 'B', "\0\0\0\0\0\0\0\0");
    message(out, 'S', "");
    message(out, 'd', "COMMIT\0");
    message(out, 'd', "1\t2\n");
    message(out, 'c', "");
    message(out, 'P', "\0COMMIT\0\0\0");
    message(out, 'B', "\0\0\0\0\0\0\0\0");
    message(out, 'E', "\0\0\0\0\0");
    message(out, 'S', "");
    message(out, 'B', "\0S_1\0\0\0\0\0\0\0");
    message(out, 'Q', "COMMIT\0");
    message(out, 'S', "");

    assertThat(moments(bytes.toByteArray(), pieceBytes))
        .containsExactly(
            Moment.BEGIN,
            Moment.COPY_ROWS,
            Moment.COPY_ROWS,
            Moment.COMMIT_ASKED,
            Moment.COMMIT_ANSWERED,
            Moment.BEGIN,
            Moment.COMMIT_ASKED,
            Moment.COMMIT_ANSWERED);
  }

  private static List<Moment> moments(byte[] bytes, int pieceBytes) {
    ClientStream stream = new ClientStream();
    List<Moment> moments = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += pieceBytes) {
      int end = Math.min(bytes.length, from + pieceBytes);
      for (int at = from; at < end; ) {
        at = stream.advance(bytes, at, end);
        stream.reached().ifPresent(moments::add);
      }
    }
    return moments;
  }

  private static void message(DataOutputStream out, char type, String body) throws IOException {
    out.writeByte(type);
    out.writeInt(4 + body.length());
    out.write(body.getBytes(StandardCharsets.US_ASCII));
  }
}
