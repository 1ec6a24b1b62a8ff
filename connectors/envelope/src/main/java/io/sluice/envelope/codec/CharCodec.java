package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code "char"} and arrays of it. One beyond ASCII is a backslash and three octal digits from
 * PostgreSQL 16 on, but before that a bare byte, which is no UTF-8; it travels in the new form.
 *
 * @param inner of the text in the new form
 * @param octal what stands for such a byte
 */
record CharCodec(ColumnCodec inner, String octal) implements ColumnCodec {

  static CharCodec scalar() {
    return new CharCodec(TextCodec.plain(), "\\%03o");
  }

  static CharCodec array() {
    return new CharCodec(new ArrayCodec(TextCodec.plain(), ','), "\"\\\\%03o\"");
  }

  @Override
  public SchemaBuilder schema() {
    return inner.schema();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return inner.encode(readable(text));
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return inner.exact(readable(text), encoded);
  }

  @Override
  public String verbatim(Value.Text text) {
    return readable(text).string();
  }

  @Override
  public Value.Text decode(Object encoded) {
    return inner.decode(encoded);
  }

  @Override
  public Object neutral() {
    return inner.neutral();
  }

  @Override
  public Optional<Object> unavailable() {
    return inner.unavailable();
  }

  private Value.Text readable(Value.Text text) {
    TextBuilder out = new TextBuilder(text.length());
    for (int i = text.offset(); i < text.offset() + text.length(); i++) {
      byte next = text.buffer()[i];
      if (next < 0) {
        out.add(String.format(octal, next & 0xFF));
      } else {
        out.add((char) next);
      }
    }
    return out.text();
  }
}
