package io.sluice.avro.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Random schemas: names of all kinds, a few levels deep. */
final class AnySchema {

  private static final int DEPTH = 3;
  private static final List<String> NAMES =
      List.of(
          "id",
          "Id",
          "two words",
          "a.b",
          "1st",
          "\"quoted\"",
          "naïve",
          "😀",
          "_x20_",
          "_x_x20_",
          "a_x",
          "shop.public.orders.Value",
          "shop.public.two words.Value",
          ".",
          "x-y");

  private final Random random;

  private AnySchema(Random random) {
    this.random = random;
  }

  static Arbitrary<Schema> roots() {
    return Arbitraries.randoms().map(random -> new AnySchema(random).schema(DEPTH));
  }

  private Schema schema(int depth) {
    SchemaBuilder schema = random.nextInt(3) > 0 && depth > 0 ? container(depth - 1) : simple();
    if (random.nextBoolean()) {
      schema.optional();
    }
    return schema.build();
  }

  private SchemaBuilder container(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> described(SchemaBuilder.array(schema(depth)));
      case 1 -> described(SchemaBuilder.map(Schema.STRING_SCHEMA, schema(depth)));
      case 2 -> described(SchemaBuilder.map(Schema.INT64_SCHEMA, schema(depth)));
      default -> struct(depth);
    };
  }

  private SchemaBuilder struct(int depth) {
    SchemaBuilder struct = described(SchemaBuilder.struct());
    List<String> names = new ArrayList<>(NAMES);
    java.util.Collections.shuffle(names, random);
    int fields = 1 + random.nextInt(4);
    names.subList(0, fields).forEach(name -> struct.field(name, field(depth)));
    return struct;
  }

  /** Only a field can have a default: what else is missing is missing. */
  private Schema field(int depth) {
    return random.nextInt(3) > 0 ? schema(depth) : withDefault();
  }

  private Schema withDefault() {
    SchemaBuilder schema =
        switch (random.nextInt(6)) {
          case 0 -> SchemaBuilder.int16().defaultValue((short) 7);
          case 1 -> SchemaBuilder.int64().defaultValue(Long.MIN_VALUE);
          case 2 -> SchemaBuilder.float32().defaultValue(1.5f);
          case 3 -> SchemaBuilder.string().defaultValue("default");
          case 4 -> Date.builder().defaultValue(new java.util.Date(0));
          default ->
              SchemaBuilder.array(Schema.INT8_SCHEMA).defaultValue(List.of((byte) 1, (byte) 2));
        };
    return random.nextBoolean() ? schema.optional().build() : schema.build();
  }

  private SchemaBuilder simple() {
    return switch (random.nextInt(13)) {
      case 0 -> described(SchemaBuilder.int8());
      case 1 -> described(SchemaBuilder.int16());
      case 2 -> described(SchemaBuilder.int32());
      case 3 -> described(SchemaBuilder.int64());
      case 4 -> described(SchemaBuilder.float32());
      case 5 -> described(SchemaBuilder.float64());
      case 6 -> described(SchemaBuilder.bool());
      case 7 -> described(SchemaBuilder.string());
      case 8 -> described(SchemaBuilder.bytes());
      case 9 -> Decimal.builder(random.nextInt(7) - 2);
      case 10 -> Date.builder();
      case 11 -> Time.builder();
      default -> Timestamp.builder();
    };
  }

  private SchemaBuilder described(SchemaBuilder schema) {
    if (random.nextBoolean()) {
      schema.name(NAMES.get(random.nextInt(NAMES.size())));
    }
    if (random.nextInt(3) == 0) {
      schema.version(random.nextInt(5)).doc("what it means");
    }
    if (random.nextInt(3) == 0) {
      schema.parameter("b", "character varying(20)").parameter("a", "\"'😀");
    }
    return schema;
  }
}
