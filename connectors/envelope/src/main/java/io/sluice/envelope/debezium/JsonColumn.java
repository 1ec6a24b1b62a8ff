package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Which schema a value had before a converter left it out: what the column's type and the
 * producer's options make it, but for intervals and hstores, which show what they are.
 */
final class JsonColumn {

  private static final Schema DURATION =
      named(SchemaBuilder.int64(), "io.debezium.time.MicroDuration");
  private static final Schema INTERVAL = named(SchemaBuilder.string(), "io.debezium.time.Interval");
  private static final Schema JSON = named(SchemaBuilder.string(), "io.debezium.data.Json");
  private static final Schema PAIRS =
      SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA).optional().build();

  private final ColumnType type;
  private final Optional<Schema> fixed;

  JsonColumn(ColumnType type, ProducerOptions options) {
    this.type = type;
    ColumnType innermost = type.isArray() ? type.element() : type;
    this.fixed =
        isSeen(innermost) ? Optional.empty() : Optional.of(new JsonShapes(options).of(type));
  }

  private static Schema named(SchemaBuilder schema, String name) {
    return schema.name(name).version(1).optional().build();
  }

  private static boolean isSeen(ColumnType type) {
    return type.name().startsWith("interval") || KnownTypes.isExtension(type, "hstore");
  }

  /** The schema of all its values, if they have one. */
  Optional<Schema> shape() {
    return fixed;
  }

  /** The schema of a value that shows it. */
  Schema shape(Object encoded) {
    return seen(type, encoded);
  }

  private static Schema seen(ColumnType type, Object encoded) {
    if (type.isArray() && encoded instanceof List<?> elements) {
      Optional<?> first = elements.stream().filter(Objects::nonNull).findFirst();
      return SchemaBuilder.array(seen(type.element(), first.isEmpty() ? "" : first.get())).build();
    }
    if (type.name().startsWith("interval")) {
      return encoded instanceof String ? INTERVAL : DURATION;
    }
    return encoded instanceof Map ? PAIRS : JSON;
  }
}
