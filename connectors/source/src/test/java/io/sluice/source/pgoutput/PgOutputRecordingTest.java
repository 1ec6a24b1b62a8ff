package io.sluice.source.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what servers really sent. */
class PgOutputRecordingTest {

  private static final List<byte[]> MESSAGES = Recording.messages("workload-18.hex");

  @ParameterizedTest
  @ValueSource(strings = {"workload-15.hex", "workload-18.hex"})
  void everyRecordedMessageIsDecoded(String recording) {
    PgOutputDecoder decoder = new PgOutputDecoder();

    assertThat(Recording.messages(recording))
        .map(message -> Recording.describe(decoder.decode(ByteBuffer.wrap(message))))
        .containsExactlyElementsOf(Recording.lines("workload.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"workload-15.hex", "workload-18.hex"})
  void noMessageIsReadFromAPartOfItOrFromMoreThanIt(String recording) {
    PgOutputDecoder decoder = new PgOutputDecoder();
    for (byte[] message : Recording.messages(recording)) {
      decoder.decode(ByteBuffer.wrap(message));
      for (int length = 0; length < message.length; length++) {
        assertRejected(decoder, Arrays.copyOf(message, length));
      }
      assertRejected(decoder, Arrays.copyOf(message, message.length + 1));
    }
  }

  @Property(tries = 2000)
  void damagedMessageIsRejectedOrReadButNeverBreaksTheDecoder(
      @ForAll @IntRange(max = 10_000) int which,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte damage) {
    PgOutputDecoder decoder = new PgOutputDecoder();
    MESSAGES.forEach(message -> decoder.decode(ByteBuffer.wrap(message)));
    byte[] damaged = MESSAGES.get(which % MESSAGES.size()).clone();
    damaged[place % damaged.length] = damage;
    try {
      assertThat(decoder.decode(ByteBuffer.wrap(damaged))).isNotNull();
    } catch (PgOutputException rejected) {
      assertThat(rejected.offset()).isBetween(0, damaged.length);
    }
  }

  @Property(tries = 2000)
  void noiseIsRejectedOrReadButNeverBreaksTheDecoder(@ForAll byte[] noise) {
    try {
      assertThat(new PgOutputDecoder().decode(ByteBuffer.wrap(noise))).isNotNull();
    } catch (PgOutputException rejected) {
      assertThat(rejected.offset()).isBetween(0, noise.length);
    }
  }

  private static void assertRejected(PgOutputDecoder decoder, byte[] bytes) {
    assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(bytes)))
        .isInstanceOf(PgOutputException.class);
  }
}
