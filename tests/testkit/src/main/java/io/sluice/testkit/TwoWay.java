package io.sluice.testkit;

import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.report.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A pipeline from one database into another that is written to as well. */
public final class TwoWay implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** The table that goes both ways. */
  public static final TableId ITEM = new TableId("public", "item");

  private final SourceConnector source;
  private final ConnectRest rest;
  private final String sink;

  private TwoWay(SourceConnector source, ConnectRest rest, String sink) {
    this.source = source;
    this.rest = rest;
    this.sink = sink;
  }

  /** An empty table {@link #ITEM}, published. */
  public static TestDatabase database(String name) {
    TestDatabase database = Postgres.shared().newDatabase(name);
    database.execute(
        "CREATE TABLE public.item (id int PRIMARY KEY, who text, n bigint NOT NULL)",
        "CREATE PUBLICATION pub FOR TABLE public.item");
    return database;
  }

  /**
   * Starts both halves.
   *
   * @param prefix of its topics and names
   * @param origin which changes travel on: {@code none}, only those made in the database itself, or
   *     {@code any}
   */
  public static TwoWay start(
      URI worker, String prefix, TestDatabase from, TestDatabase to, String origin) {
    SourceConnector source =
        SourceConnector.of(worker, from, prefix, Map.of("origin", origin)).start();
    Map<String, String> config = new HashMap<>(source.sinkInto(to));
    config.put("conflict.mode", "last_update_wins");
    ConnectRest rest = ConnectRest.at(worker);
    String sink = config.get("name");
    rest.put(sink, config);
    rest.awaitRunning(sink, Patience.of(LIMIT));
    return new TwoWay(source, rest, sink);
  }

  /** Waits until all that was written is in the topics. */
  public void awaitMark(String id) {
    source.awaitMark(id);
  }

  /** How many changes of rows are in the topic. */
  public long changes() {
    AtomicLong changes = new AtomicLong();
    try (TopicReader topic = new TopicReader(KafkaBroker.shared(), source.topic("item"))) {
      topic.toEnd(record -> changes.addAndGet(record.isTombstone() ? 0 : 1));
    }
    return changes.get();
  }

  /** Waits until two databases hold the same, with nothing on its way any more. */
  public static void awaitEqual(TestDatabase one, TestDatabase other, TwoWay... lines) {
    await("equal rows")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              for (TwoWay line : lines) {
                line.rest.status(line.sink).orElseThrow().requireHealthy();
              }
              return Rows.of(one, ITEM).equals(Rows.of(other, ITEM));
            });
  }

  @Override
  public void close() {
    rest.delete(sink);
    source.close();
  }
}
