package io.sluice.avro.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.avro.schema.AvroSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Bytes that are no record, and values that are none of their schema. */
class PoisonTest {

  private static final byte[] NO_PREFIX = {};

  private static final Schema ROW =
      SchemaBuilder.struct()
          .name("Row")
          .field("id", Schema.INT32_SCHEMA)
          .field("names", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("ok", Schema.OPTIONAL_BOOLEAN_SCHEMA)
          .build();

  private static final org.apache.avro.Schema AVRO = AvroSchemas.of(ROW);

  private static byte[] bytes() {
    Struct row = new Struct(ROW).put("id", 300).put("names", List.of("one", "two")).put("ok", true);
    return AvroEncoder.of(ROW, AVRO).encode(NO_PREFIX, row);
  }

  @Test
  void everyCutIsOneClearError() {
    byte[] whole = bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> AvroDecoder.of(AVRO).decode(cut, 0))
          .as("cut after %d of %d", length, whole.length)
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void noiseIsARecordOrOneClearError() {
    AvroDecoder decoder = AvroDecoder.of(AVRO);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      Throwable thrown = catchThrowable(() -> decoder.decode(noise, 0));
      assertThat(thrown)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              error -> assertThat(error).isInstanceOf(DataException.class));
    }
  }

  @Test
  void bytesThatAreLeftOverAreNotSwallowed() {
    byte[] longer = Arrays.copyOf(bytes(), bytes().length + 1);
    assertThatThrownBy(() -> AvroDecoder.of(AVRO).decode(longer, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1 bytes are left over");
  }

  @Test
  void missingValueNamesItsField() {
    Struct empty = new Struct(ROW).put("id", 1);
    assertThatThrownBy(() -> AvroEncoder.of(ROW, AVRO).encode(NO_PREFIX, empty))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("field names of Row")
        .hasMessageContaining("missing");
  }

  @Test
  void valueOfAnotherTypeIsADataErrorWithoutTheValue() {
    assertThatThrownBy(() -> AvroEncoder.of(ROW, AVRO).encode(NO_PREFIX, "secret"))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("secret");
  }
}
