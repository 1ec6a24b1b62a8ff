package io.sluice.avro.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.avro.schema.AvroSchemas;
import io.sluice.avro.schema.ConnectSchemas;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Any value of any schema comes back, with its schema; and Avro's own reader reads the bytes. */
class RoundTripTest {

  private static final byte[] NO_PREFIX = {};

  @Property(tries = 1_000)
  void everyValueComesBackWithItsSchema(@ForAll("records") SchemaAndValue record) {
    org.apache.avro.Schema avro = AvroSchemas.of(record.schema());
    byte[] bytes = AvroEncoder.of(record.schema(), avro).encode(NO_PREFIX, record.value());
    SchemaAndValue back = AvroDecoder.of(reparsed(avro)).decode(bytes, 0);
    assertThat(back.schema()).isEqualTo(record.schema());
    assertThat(back.value())
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(record.value());
  }

  @Property(tries = 300)
  void schemasComeBackFromTheirText(@ForAll("records") SchemaAndValue record) {
    org.apache.avro.Schema avro = AvroSchemas.of(record.schema());
    assertThat(ConnectSchemas.of(reparsed(avro))).isEqualTo(record.schema());
    assertThat(AvroSchemas.of(ConnectSchemas.of(avro))).hasToString(avro.toString());
  }

  @Property(tries = 300)
  void avrosOwnReaderReadsAllBytes(@ForAll("records") SchemaAndValue record) throws IOException {
    org.apache.avro.Schema avro = reparsed(AvroSchemas.of(record.schema()));
    byte[] bytes = AvroEncoder.of(record.schema(), avro).encode(NO_PREFIX, record.value());
    var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Object read = new GenericDatumReader<>(avro).read(null, decoder);
    assertThat(read).isNotNull();
    assertThat(decoder.isEnd()).isTrue();
  }

  @Provide
  Arbitrary<SchemaAndValue> records() {
    return Combinators.combine(AnySchema.roots(), Arbitraries.randoms())
        .as((schema, random) -> new SchemaAndValue(schema, AnyValue.of(schema, random)));
  }

  private static org.apache.avro.Schema reparsed(org.apache.avro.Schema schema) {
    return new org.apache.avro.Schema.Parser().parse(schema.toString());
  }
}
