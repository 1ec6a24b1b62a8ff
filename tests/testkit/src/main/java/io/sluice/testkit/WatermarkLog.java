package io.sluice.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** Follows a watermarks topic from its beginning. Used by one thread. */
public final class WatermarkLog implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final String topic;
  private final Runnable health;
  private final List<JsonNode> seen = new ArrayList<>();
  private Optional<TopicReader> reader = Optional.empty();

  /**
   * @param health fails when waiting has become pointless
   */
  WatermarkLog(String topic, Runnable health) {
    this.topic = topic;
    this.health = health;
  }

  /** Waits for a watermark; those that came before count too. */
  public JsonNode await(Predicate<JsonNode> wanted) {
    Awaitility.await(topic)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .atMost(LIMIT)
        .until(() -> read().stream().anyMatch(wanted));
    return seen.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until a table is copied. */
  public JsonNode awaitCopied(String table) {
    return await(mark -> isOf(mark, "table", table));
  }

  /** Waits until the topic holds so many rows of a table's snapshot. */
  public JsonNode awaitRows(String table, long rows) {
    return await(mark -> isOf(mark, "chunk", table) && mark.path("rows").asLong() >= rows);
  }

  /** All that has come so far. */
  public List<JsonNode> read() {
    health.run();
    if (reader.isEmpty() && exists()) {
      reader = Optional.of(new TopicReader(KafkaBroker.shared(), topic));
    }
    reader.ifPresent(open -> open.toEnd().forEach(record -> seen.add(record.value())));
    return List.copyOf(seen);
  }

  /** How many marks of a kind a table has got so far. */
  public long count(String kind, String table) {
    return read().stream().filter(mark -> isOf(mark, kind, table)).count();
  }

  /** The rows that each chunk of a table reported, in the topic's order. */
  public List<Long> chunkRows(String table) {
    return read().stream()
        .filter(mark -> isOf(mark, "chunk", table))
        .map(mark -> mark.path("rows").asLong())
        .toList();
  }

  @Override
  public void close() {
    reader.ifPresent(TopicReader::close);
  }

  private boolean exists() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get().contains(topic);
    } catch (Exception failed) {
      throw new AssertionError("the broker does not tell its topics", failed);
    }
  }

  private static boolean isOf(JsonNode mark, String kind, String table) {
    return mark.path("kind").asText().equals(kind) && mark.path("table").asText().equals(table);
  }
}
