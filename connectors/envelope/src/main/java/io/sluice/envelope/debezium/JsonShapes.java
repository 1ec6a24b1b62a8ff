package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import io.sluice.envelope.codec.ColumnCodecs;
import io.sluice.envelope.codec.HandlingModes.Binaries;
import io.sluice.envelope.codec.HandlingModes.Decimals;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The schemas that Debezium gives columns by their types. */
final class JsonShapes {

  /** How many digits behind the point Debezium has {@code money} with, unless told otherwise. */
  private static final int MONEY_DIGITS = 2;

  /** PostgreSQL keeps a scale in 11 bits; Debezium takes one below zero for one close to 2048. */
  private static final int SCALES = 2048;

  private static final Schema POINT =
      SchemaBuilder.struct()
          .name("io.debezium.data.geometry.Point")
          .field("x", Schema.FLOAT64_SCHEMA)
          .field("y", Schema.FLOAT64_SCHEMA)
          .build();

  private static final Schema GEOMETRY =
      SchemaBuilder.struct()
          .name("io.debezium.data.geometry.Geometry")
          .field("wkb", Schema.BYTES_SCHEMA)
          .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
          .build();

  private static final Schema SPARSE =
      SchemaBuilder.struct()
          .name("io.debezium.data.SparseDoubleVector")
          .field("dimensions", Schema.INT64_SCHEMA)
          .field("vector", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA).build())
          .build();

  private final ProducerOptions options;

  JsonShapes(ProducerOptions options) {
    this.options = options;
  }

  Schema of(ColumnType type) {
    if (type.isArray()) {
      return SchemaBuilder.array(of(type.element())).build();
    }
    if (!type.labels().isEmpty()) {
      return Schema.STRING_SCHEMA;
    }
    return switch (type.baseName()) {
      case "bit", "bit varying" -> bits(type);
      case "point" -> POINT;
      case "money" -> money();
      case "numeric" -> numeric(type);
      case "bytea" -> bytes();
      case "tsvector" -> Schema.STRING_SCHEMA;
      default -> KnownTypes.contains(type) ? known(type) : bytes();
    };
  }

  private Schema known(ColumnType type) {
    if (KnownTypes.isExtension(type, "geometry") || KnownTypes.isExtension(type, "geography")) {
      return GEOMETRY;
    } else if (KnownTypes.isExtension(type, "vector")) {
      return vector("Double", Schema.FLOAT64_SCHEMA);
    } else if (KnownTypes.isExtension(type, "halfvec")) {
      return vector("Float", Schema.FLOAT32_SCHEMA);
    } else if (KnownTypes.isExtension(type, "sparsevec")) {
      return SPARSE;
    }
    return ColumnCodecs.of(type, options.modes()).schema().build();
  }

  private static Schema vector(String precision, Schema element) {
    return SchemaBuilder.array(element).name("io.debezium.data." + precision + "Vector").build();
  }

  private Schema bytes() {
    return options.binaries() == Binaries.BYTES ? Schema.BYTES_SCHEMA : Schema.STRING_SCHEMA;
  }

  /** A single bit is a boolean, also one that may be missing. */
  private static Schema bits(ColumnType type) {
    int open = type.name().indexOf('(');
    String length = open < 0 ? "" : type.name().substring(open + 1, type.name().indexOf(')'));
    boolean endless = length.isEmpty() && type.name().equals("bit varying");
    if (!endless && (length.isEmpty() || length.equals("1"))) {
      return Schema.BOOLEAN_SCHEMA;
    }
    String parameter = endless ? Integer.toString(Integer.MAX_VALUE) : length;
    return SchemaBuilder.bytes()
        .name("io.debezium.data.Bits")
        .parameter("length", parameter)
        .build();
  }

  private Schema money() {
    return switch (options.decimals()) {
      case PRECISE -> Decimal.schema(MONEY_DIGITS);
      case DOUBLE -> Schema.FLOAT64_SCHEMA;
      case STRING -> Schema.STRING_SCHEMA;
    };
  }

  private Schema numeric(ColumnType type) {
    int comma = type.name().indexOf(',');
    if (options.decimals() != Decimals.PRECISE || comma < 0) {
      return ColumnCodecs.of(type, options.modes()).schema().build();
    }
    int scale = Integer.parseInt(type.name(), comma + 1, type.name().indexOf(')'), 10);
    return Decimal.schema(Math.floorMod(scale, SCALES));
  }
}
