package io.sluice.contract;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OtherProducersIT {

  private static final Map<String, String> DEFAULTS =
      Map.of("decimal.handling.mode", "precise", "interval.handling.mode", "numeric");

  private static final Map<String, String> WORDS =
      Map.of(
          "topic.prefix", "words",
          "hstore.handling.mode", "map",
          "time.precision.mode", "isostring",
          "binary.handling.mode", "hex",
          "column.propagate.source.type", ".*",
          "provide.transaction.metadata", "true",
          "heartbeat.interval.ms", "200");

  private static SourceServer server;
  private static List<SourceRecord> defaults;
  private static List<SourceRecord> words;
  private static Content source;
  private static SmallRegistry registry;

  @BeforeAll
  static void captureOnce() throws InterruptedException {
    registry = new SmallRegistry();
    server = SourceServer.start();
    server.run(SourceServer.script("schema.sql"));
    server.run(SourceServer.script("rows.sql"));
    server.run(SourceServer.script("other-producers", "schema.sql"));
    server.run(SourceServer.script("other-producers", "rows.sql"));
    try (DebeziumReference one = new DebeziumReference(server, "one", DEFAULTS);
        DebeziumReference two = new DebeziumReference(server, "two", WORDS)) {
      defaults = one.records().upTo(OtherProducersIT::isLastOfSnapshot);
      words = two.records().upTo(OtherProducersIT::isLastOfSnapshot);
      server.run(SourceServer.script("changes.sql"));
      server.run(SourceServer.script("other-producers", "changes.sql"));
      server.run("insert into public.contract_end values (1);\n");
      defaults.addAll(one.records().upTo(record -> record.topic().endsWith("contract_end")));
      words.addAll(two.records().upTo(record -> record.topic().endsWith("contract_end")));
    }
    source = Content.of(server, SourceServer.DATABASE);
  }

  @AfterAll
  static void stop() {
    server.close();
    registry.close();
  }

  private static boolean isLastOfSnapshot(SourceRecord record) {
    return record.value() instanceof Struct value
        && value.schema().field("source") != null
        && "last".equals(value.getStruct("source").getString("snapshot"));
  }

  @Test
  void probe() {
    for (Delivery delivery :
        List.of(Delivery.json(), Delivery.plainJson(), Delivery.avro(registry))) {
      show("defaults_" + delivery.name(), defaults, delivery, Map.of());
      show(
          "words_" + delivery.name(),
          words,
          delivery,
          Map.of(
              "binary.handling.mode",
              "hex",
              "time.precision.mode",
              "isostring",
              "decimal.handling.mode",
              "string"));
    }
  }

  private static void show(
      String database, List<SourceRecord> records, Delivery delivery, Map<String, String> config) {
    long start = System.nanoTime();
    server.run("create database " + database + ";\n");
    server.run(database, SourceServer.script("schema.sql"));
    server.run(database, SourceServer.script("other-producers", "schema.sql"));
    try {
      SluiceApply.apply(server, database, delivery.deliver(records), config);
      System.out.println("#### " + database + " " + (System.nanoTime() - start) / 1000000 + " ms");
      source
          .differences(Content.of(server, database))
          .forEach(line -> System.out.println("## " + line));
    } catch (RuntimeException e) {
      System.out.println("#### " + database + " FAILED " + e);
      e.printStackTrace(System.out);
    }
  }
}
