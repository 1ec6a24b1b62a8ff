package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import io.sluice.testkit.WatermarkLog;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An enum gets a label while its table is captured. */
class EnumLabelsIT {

  @Test
  void newLabelArrivesAtOnceAndIsInTheSchemaFromTheNextRelationOn() {
    TestDatabase database = Postgres.shared().newDatabase("labels");
    database.execute(
        "CREATE TYPE public.mood AS ENUM ('sad', 'ok')",
        "CREATE TABLE public.item (id integer PRIMARY KEY, v public.mood)",
        "INSERT INTO public.item VALUES (1, 'sad')");
    try (SourceConnector connector =
            SourceConnector.of(Connect.shared().restUrl(), database, "labels", Map.of()).start();
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute("INSERT INTO public.item VALUES (2, 'ok')");
      connector.awaitMark("first");
      database.execute(
          "ALTER TYPE public.mood ADD VALUE 'so, so' BEFORE 'ok'",
          "INSERT INTO public.item VALUES (3, 'so, so')",
          "ALTER TABLE public.item ADD COLUMN w public.mood[]",
          "INSERT INTO public.item VALUES (4, 'so, so', '{ok,\"so, so\"}')");
      connector.awaitMark("end");
      List<TopicRecord> records =
          TopicReader.readAll(KafkaBroker.shared(), connector.topic("item"));
      assertThat(records)
          .extracting(record -> record.value().path("after").path("v").asText())
          .containsExactly("sad", "ok", "so, so", "so, so");
      List<String> labels = records.stream().map(r -> labels(r.valueSchema())).toList();
      assertThat(labels).startsWith("sad,ok", "sad,ok").endsWith("sad,so, so,ok");
      // A Relation may come in between, for instance when the table is analyzed.
      assertThat(labels.get(2)).isIn("sad,ok", "sad,so, so,ok");
    }
    Postgres.shared().drop(database);
  }

  private static String labels(JsonNode envelope) {
    JsonNode after = named(envelope, "after");
    return named(after, "v").path("parameters").path("allowed").asText();
  }

  private static JsonNode named(JsonNode struct, String field) {
    return StreamSupport.stream(struct.path("fields").spliterator(), false)
        .filter(each -> each.path("field").asText().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
