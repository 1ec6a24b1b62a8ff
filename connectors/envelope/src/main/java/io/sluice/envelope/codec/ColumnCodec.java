package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The two forms of one column's values: PostgreSQL's text and the Connect value that Debezium's
 * type for the column has. Immutable.
 *
 * <p>A value that is not {@linkplain #exact exact} travels as PostgreSQL's text beside its field.
 */
public interface ColumnCodec {

  /** A new builder of the field's schema: type, Debezium's semantic name and its parameters. */
  SchemaBuilder schema();

  /** The codec for the values of a field, where they need the field's own schema. */
  default ColumnCodec in(Schema field) {
    return this;
  }

  /** The Connect value of a text; empty if the type has none for it. */
  Optional<Object> encode(Value.Text text);

  /**
   * Whether a Connect value that {@link #encode} gave for a text is enough to have the text back,
   * also after a converter has carried it.
   */
  default boolean exact(Value.Text text, Object encoded) {
    return true;
  }

  /** What stands beside the field when the Connect value is not enough. */
  default String verbatim(Value.Text text) {
    return text.string();
  }

  /**
   * The text of a Connect value.
   *
   * @param encoded of the type of {@link #schema()}, never null
   */
  Value.Text decode(Object encoded);

  /** What Debezium puts into a field that must not be null when it knows no value. */
  Object neutral();

  /**
   * What Debezium puts in place of a value that the log left out; empty if the type has no such
   * value.
   */
  default Optional<Object> unavailable() {
    return Optional.empty();
  }
}
