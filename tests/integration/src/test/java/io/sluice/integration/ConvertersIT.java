package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.avro.AvroConverter;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.control.connect.ConnectRest;
import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.Rows;
import io.sluice.testkit.SchemaRegistry;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every converter that keeps schemas carries our records. */
class ConvertersIT {

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("bigint", "-9223372036854775808"),
          Map.entry("smallint", "-1"),
          Map.entry("boolean", "t"),
          Map.entry("double precision", "-0"),
          Map.entry("real", "NaN"),
          Map.entry("numeric(12,2)", "12.30"),
          Map.entry("numeric", "NaN"),
          Map.entry("text", "\u00fc \ud83d\ude00 'quoted' \\\\"),
          Map.entry("character varying(20)", ""),
          Map.entry("bytea", "\\\\x00ff"),
          Map.entry("date", "infinity"),
          Map.entry("time without time zone", "24:00:00"),
          Map.entry("timestamp without time zone", "0044-03-15 12:00:00 BC"),
          Map.entry("timestamp with time zone", "2026-01-02 03:04:05.678901+00"),
          Map.entry("interval", "1 mon -3 days"),
          Map.entry("uuid", "7d444840-9dc0-11d1-b245-5ffdce74fad2"),
          Map.entry("jsonb", "{\"a\": [1, null]}"),
          Map.entry("integer[]", "{1,NULL,3}"),
          Map.entry("int4range", "[1,10)"));

  static Stream<Named<Converter>> converters() {
    return Stream.of(
        Named.of("Avro, schemas in a topic", topic()),
        Named.of("Avro, schemas in a registry", registry()),
        Named.of("Apicurio's Avro", apicurio()),
        Named.of("JSON with schemas", json()));
  }

  @ParameterizedTest
  @MethodSource("converters")
  void changeOfEveryTypeComesBack(Converter converter) {
    RowChange update = new RowChange.Update(table(), stamp(), Optional.of(row()), row());
    assertThat(carried(converter, update)).containsExactly(update);
    RowChange read = new RowChange.Read(table(), stamp(), row());
    assertThat(carried(converter, read)).containsExactly(read);
  }

  @Test
  void plainJsonMovesATable() {
    TestDatabase source = Postgres.shared().newDatabase("json_from");
    TestDatabase target = Postgres.shared().newDatabase("json_to");
    source.execute(
        "CREATE TABLE public.t (id int PRIMARY KEY, note text)",
        "INSERT INTO public.t SELECT n, 'note ' || n FROM generate_series(1, 100) n",
        "CREATE PUBLICATION pub FOR TABLE public.t");
    ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
    Map<String, String> json =
        Map.of(
            "key.converter", JsonConverter.class.getName(),
            "value.converter", JsonConverter.class.getName());
    try (SourceConnector connector =
        SourceConnector.of(Connect.shared().restUrl(), source, "plain_json", json).start()) {
      Map<String, String> sink = new HashMap<>(connector.sinkInto(target));
      sink.putAll(json);
      rest.put("plain_json-sink", sink);
      source.execute("UPDATE public.t SET note = 'changed' WHERE id < 10");
      TableId table = new TableId("public", "t");
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> Rows.of(target, table).equals(Rows.of(source, table)));
    } finally {
      rest.delete("plain_json-sink");
    }
  }

  private static List<RowChange> carried(Converter converter, RowChange change) {
    List<EnvelopeRecord> records = new ArrayList<>();
    new EnvelopeWriter(new TopicNaming("converters"), "shop").write(change, records::add);
    EnvelopeReader reader = new EnvelopeReader();
    return records.stream()
        .map(record -> carried(converter, record))
        .map(reader::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private static EnvelopeRecord carried(Converter converter, EnvelopeRecord record) {
    SchemaAndValue key = carried(converter, record.topic(), record.keySchema(), record.key());
    SchemaAndValue value = carried(converter, record.topic(), record.valueSchema(), record.value());
    return new EnvelopeRecord(
        record.topic(),
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        new ConnectHeaders());
  }

  private static SchemaAndValue carried(
      Converter converter, String topic, Schema schema, Object value) {
    String subject = schema.name().endsWith("Key") ? topic + ".keys" : topic;
    return converter.toConnectData(subject, converter.fromConnectData(subject, schema, value));
  }

  private static TableSchema table() {
    List<ColumnSchema> columns = new ArrayList<>();
    columns.add(new ColumnSchema("id", ColumnType.of("integer"), false));
    VALUES.keySet().stream()
        .sorted()
        .forEach(
            type ->
                columns.add(
                    new ColumnSchema(type.replaceAll("\\W", "_"), ColumnType.of(type), true)));
    return new TableSchema(new TableId("public", "types"), columns, List.of(0));
  }

  private static RowImage row() {
    List<Value> values = new ArrayList<>();
    values.add(Value.text("1"));
    VALUES.keySet().stream().sorted().forEach(type -> values.add(Value.text(VALUES.get(type))));
    return RowImage.of(values.toArray(Value[]::new));
  }

  private static Stamp stamp() {
    Lsn lsn = Lsn.parse("16/B374D848");
    return new Stamp(new Position(lsn, 7), lsn, 0, 1_700_000_000_123_456L);
  }

  private static Converter topic() {
    return configured(
        new AvroConverter(),
        Map.of(
            "bootstrap.servers",
            KafkaBroker.shared().bootstrapServers(),
            "topic.prefix",
            "converters"));
  }

  private static Converter registry() {
    return configured(
        new AvroConverter(),
        Map.of("schema.registry.url", SchemaRegistry.shared().url().toString()));
  }

  private static Converter apicurio() {
    return configured(
        new io.apicurio.registry.utils.converter.AvroConverter<>(),
        Map.of(
            "apicurio.registry.url",
            SchemaRegistry.shared().nativeUrl().toString(),
            "apicurio.registry.auto-register",
            "true"));
  }

  private static Converter json() {
    return configured(new JsonConverter(), Map.of("schemas.enable", "true"));
  }

  private static Converter configured(Converter converter, Map<String, String> settings) {
    converter.configure(settings, false);
    return converter;
  }
}
