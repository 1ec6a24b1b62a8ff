package io.sluice.avro.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.avro.schema.AvroSchemas;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Records of one version of a table, read as another. */
class ResolutionTest {

  private static final byte[] NO_PREFIX = {};

  private static final Schema OLD =
      SchemaBuilder.struct()
          .name("shop.public.orders.Value")
          .field("id", Schema.INT32_SCHEMA)
          .field("gone", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
          .field("gone too", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA).build())
          .field("price", Schema.FLOAT32_SCHEMA)
          .field("note", Schema.STRING_SCHEMA)
          .build();

  private static final Schema NEW =
      SchemaBuilder.struct()
          .name("shop.public.orders.Value")
          .field("note", Schema.OPTIONAL_STRING_SCHEMA)
          .field("id", Schema.INT64_SCHEMA)
          .field("price", Schema.FLOAT64_SCHEMA)
          .field("added", SchemaBuilder.string().optional().build())
          .field("with default", SchemaBuilder.int64().defaultValue(7L).build())
          .build();

  private static Struct order() {
    return new Struct(OLD)
        .put("id", 42)
        .put("gone", java.util.Arrays.asList("a", null))
        .put("gone too", Map.of("b", 2.5))
        .put("price", 1.5f)
        .put("note", "fragile");
  }

  @Test
  void columnsThatCameWentAndWidenedResolve() {
    Struct read = (Struct) read(order(), OLD, NEW);
    Struct expected =
        new Struct(NEW)
            .put("id", 42L)
            .put("price", 1.5)
            .put("note", "fragile")
            .put("with default", 7L);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void typeThatCannotBecomeTheOtherNamesBoth() {
    Schema narrow =
        SchemaBuilder.struct()
            .name("shop.public.orders.Value")
            .field("note", Schema.INT32_SCHEMA)
            .build();
    assertThatThrownBy(() -> read(order(), OLD, narrow))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("note")
        .hasMessageContaining("string")
        .hasMessageContaining("int");
  }

  @Test
  void nullWhereTheReaderRequiresAValueNamesTheField() {
    Schema optional = SchemaBuilder.struct().field("a", Schema.OPTIONAL_STRING_SCHEMA).build();
    Schema required = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
    assertThat(read(new Struct(optional).put("a", "x"), optional, required))
        .isEqualTo(new Struct(required).put("a", "x"));
    assertThatThrownBy(() -> read(new Struct(optional), optional, required))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("field a");
  }

  @Test
  void nestedRecordsResolveToo() {
    Schema outerOld = SchemaBuilder.struct().name("E").field("after", OLD).build();
    Schema outerNew = SchemaBuilder.struct().name("E").field("after", NEW).build();
    Struct read = (Struct) read(new Struct(outerOld).put("after", order()), outerOld, outerNew);
    assertThat(read.getStruct("after").getInt64("id")).isEqualTo(42);
    assertThat(List.of(read.getStruct("after").get("with default"))).containsExactly(7L);
  }

  private static Object read(Struct value, Schema writer, Schema reader) {
    org.apache.avro.Schema written = AvroSchemas.of(writer);
    byte[] bytes = AvroEncoder.of(writer, written).encode(NO_PREFIX, value);
    return AvroDecoder.of(written, AvroSchemas.of(reader)).decode(bytes, 0).value();
  }
}
