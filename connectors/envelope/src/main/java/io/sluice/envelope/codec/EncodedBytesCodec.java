package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code bytea} as a string, whose schema says in a parameter how it is to be read. */
record EncodedBytesCodec(Encoding encoding) implements ColumnCodec {

  /** Parameter of the column's schema: the encoding. */
  static final String PARAMETER = "__sluice.binary";

  private static final BytesCodec BYTES = new BytesCodec();

  /** How bytes become characters. */
  enum Encoding {
    BASE64("base64", Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode),
    BASE64_URL_SAFE(
        "base64-url-safe", Base64.getUrlEncoder()::encodeToString, Base64.getUrlDecoder()::decode),
    HEX("hex", HexFormat.of()::formatHex, HexFormat.of()::parseHex);

    private final String word;
    private final Function<byte[], String> write;
    private final Function<String, byte[]> read;

    Encoding(String word, Function<byte[], String> write, Function<String, byte[]> read) {
      this.word = word;
      this.write = write;
      this.read = read;
    }
  }

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().parameter(PARAMETER, encoding.word);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return BYTES.encode(text).map(bytes -> encoding.write.apply(((ByteBuffer) bytes).array()));
  }

  @Override
  public Value.Text decode(Object encoded) {
    return BYTES.decode(encoding.read.apply((String) encoded));
  }

  @Override
  public Object neutral() {
    return "";
  }

  @Override
  public Optional<Object> unavailable() {
    return TextCodec.UNAVAILABLE.map(
        word -> encoding.write.apply(((String) word).getBytes(StandardCharsets.UTF_8)));
  }
}
