package io.sluice.avro.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.avro.schema.AvroSchemas;
import io.sluice.avro.schema.ConnectSchemas;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class AddressedSchemaTest {

  private static Schema column(String type) {
    return SchemaBuilder.int32().parameter("__debezium.source.column.type", type).build();
  }

  private static Schema table(String name, String type) {
    return SchemaBuilder.struct().name(name).field("day", column(type)).build();
  }

  private static AddressedSchema addressed(Schema schema) {
    return AddressedSchema.of(AvroSchemas.of(schema));
  }

  @Test
  void whatOnlyConnectKnowsIsPartOfTheAddress() {
    assertThat(addressed(table("t.Value", "DATE")).fingerprint())
        .isNotEqualTo(addressed(table("t.Value", "INT4")).fingerprint());
    assertThat(addressed(column("DATE")).fingerprint())
        .isNotEqualTo(addressed(column("INT4")).fingerprint());
  }

  @Test
  void sameSchemaHasTheSameAddressEverywhere() {
    assertThat(addressed(table("t.Value", "DATE"))).isEqualTo(addressed(table("t.Value", "DATE")));
  }

  @Test
  void addressIsAvrosOwnFingerprint() {
    AddressedSchema addressed = addressed(table("t.Value", "DATE"));
    assertThat(SchemaNormalization.parsingFingerprint64(addressed.schema()))
        .isEqualTo(addressed.fingerprint());
    assertThat(AddressedSchema.read(addressed.schema().toString())).isEqualTo(addressed);
  }

  @Test
  void unqualifiedNameStaysSoThatAvroResolvesVersions() {
    assertThat(addressed(table("a.b.Value", "DATE")).schema().getName()).isEqualTo("Value");
    assertThat(addressed(table("a.b.Value", "DATE")).schema().getNamespace()).startsWith("a.b.s");
  }

  @Test
  void plainSchemaComesBack() {
    for (Schema schema :
        new Schema[] {
          table("a.b.Value", "DATE"),
          table("Value", "DATE"),
          column("DATE"),
          Schema.STRING_SCHEMA,
          SchemaBuilder.array(column("DATE")).optional().build()
        }) {
      org.apache.avro.Schema plain = AvroSchemas.of(schema);
      AddressedSchema read = AddressedSchema.read(AddressedSchema.of(plain).schema().toString());
      assertThat(read.plain()).isEqualTo(plain);
      assertThat(ConnectSchemas.of(read.plain())).isEqualTo(schema);
    }
  }
}
