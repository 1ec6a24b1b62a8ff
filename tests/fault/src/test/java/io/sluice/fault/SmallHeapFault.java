package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.box.ConnectWorker;
import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.WatermarkLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One transaction, larger than the worker's heap of 512 MB. How large is said by {@code
 * -Dsluice.fault.transaction.mb=5000}; the machine needs four times as much disk: those 5 GB took
 * five minutes and 18 GB on two cores.
 */
class SmallHeapFault {

  private static final int HEAP_MEGABYTES = 512;
  private static final int ROW_BYTES = 1000;
  private static final long ROWS =
      Long.getLong("sluice.fault.transaction.mb", 1000) * 1_000_000 / ROW_BYTES;

  private final PostgresServer server = Postgres.own(Map.of("max_wal_size", "2GB"));
  private final TestDatabase source = new TestDatabase(server.createDatabase("heap"));
  private ConnectWorker worker;
  private SourceConnector connector;

  @BeforeEach
  void startWorker() {
    source.execute(
        "CREATE TABLE public.large (id bigint PRIMARY KEY, body text)",
        "CREATE TABLE public.small (id bigint PRIMARY KEY)",
        "CREATE PUBLICATION pub FOR ALL TABLES");
    worker = Connect.own("heap", HEAP_MEGABYTES);
    connector = SourceConnector.of(worker.restUrl(), source, "heap", Map.of()).start();
  }

  @AfterEach
  void stopWorker() {
    connector.close();
    worker.close();
    server.close();
  }

  @Test
  void transactionLargerThanTheHeapPassesWholeWhileOthersGoOn() {
    try (WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("large");
      CompletableFuture<Void> large = CompletableFuture.runAsync(this::writeLarge);
      long small = 0;
      while (!large.isDone()) {
        source.execute("INSERT INTO public.small VALUES (" + small++ + ")");
      }
      large.join();
      assertThat(countOf("small")).as("while the large one was in progress").isPositive();
      long others = small;
      source.execute("SELECT pg_logical_emit_message(true, 'sluice.mark', 'end')");
      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofMinutes(30))
          .until(() -> hasEnd(watermarks));

      assertThat(countOf("small")).isEqualTo(others);
    }
    Sum sum = new Sum();
    try (TopicReader reader = new TopicReader(KafkaBroker.shared(), connector.topic("large"))) {
      reader.toEnd(
          record ->
              sum.add(
                  record.key().path("id").asLong(),
                  record.value().path("after").path("body").asText()));
    }
    assertThat(sum.rows).isEqualTo(ROWS);
    assertThat(sum.ids).isEqualTo(ROWS * (ROWS + 1) / 2);
    assertThat(sum.inOrder).isTrue();
  }

  private void writeLarge() {
    source.execute(
        "INSERT INTO public.large SELECT id, lpad(id::text, "
            + (ROW_BYTES - 10)
            + ", '.') FROM generate_series(1, "
            + ROWS
            + ") id");
  }

  private static boolean hasEnd(WatermarkLog watermarks) {
    return watermarks.read().stream().anyMatch(mark -> mark.path("id").asText().equals("end"));
  }

  private long countOf(String table) {
    try (TopicReader reader = new TopicReader(KafkaBroker.shared(), connector.topic(table))) {
      return reader.toEnd(record -> {});
    }
  }

  /** What came, without keeping it. */
  private static final class Sum {
    private long rows;
    private long ids;
    private boolean inOrder = true;

    void add(long id, String body) {
      rows++;
      ids += id;
      inOrder &= id == rows && body.endsWith("." + id) && body.length() == ROW_BYTES - 10;
    }
  }
}
