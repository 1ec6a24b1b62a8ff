package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.report.Problem;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.WatermarkLog;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rows of 50 MB: refused as the connector is configured, moved when its limits are raised. */
class LargeRowsFault {

  private static final int ROW_BYTES = 50_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Map<String, String> RAISED =
      Map.of(
          "row.max.bytes", "70000000",
          "producer.override.max.request.size", "80000000",
          "producer.override.buffer.memory", "160000000",
          "topic.creation.default.max.message.bytes", "80000000");

  private final TestDatabase source = Postgres.shared().newDatabase("large_rows");

  @Test
  void rowsOf50MegabytesAreRefusedByDefaultAndMoveWithRaisedLimits() {
    source.execute(
        "CREATE TABLE public.large (id int PRIMARY KEY, body text)",
        "CREATE PUBLICATION pub FOR TABLE public.large",
        insert(1, 2));
    try (SourceConnector connector = connector("refused", Map.of())) {
      assertThat(complaint(connector))
          .contains("SLUICE-2051", "public.large", "(id) = (1)", "50000001 bytes");
    }
    try (SourceConnector connector = connector("raised", RAISED).start();
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("large");
      source.execute(insert(3, 4));
      connector.awaitMark("end");

      Map<Integer, Integer> lengths = new TreeMap<>();
      try (TopicReader reader = new TopicReader(KafkaBroker.shared(), connector.topic("large"))) {
        reader.toEnd(
            record ->
                lengths.put(
                    record.key().path("id").asInt(),
                    record.value().path("after").path("body").asText().length()));
      }
      assertThat(lengths).isEqualTo(Map.of(1, ROW_BYTES, 2, ROW_BYTES, 3, ROW_BYTES, 4, ROW_BYTES));
    }
  }

  /** Whether the failure comes while the start is awaited, or after that. */
  private static String complaint(SourceConnector connector) {
    try {
      connector.start();
    } catch (Problem failed) {
      return failed.getMessage();
    }
    ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
    return await()
        .atMost(LIMIT)
        .until(
            () -> rest.status(connector.name()).map(ConnectorStatus::complaint).orElse(""),
            complaint -> !complaint.isBlank());
  }

  private SourceConnector connector(String prefix, Map<String, String> settings) {
    return SourceConnector.of(Connect.shared().restUrl(), source, prefix, settings);
  }

  private static String insert(int first, int last) {
    return "INSERT INTO public.large SELECT id, repeat(id::text, %d) FROM generate_series(%d, %d) id"
        .formatted(ROW_BYTES, first, last);
  }
}
